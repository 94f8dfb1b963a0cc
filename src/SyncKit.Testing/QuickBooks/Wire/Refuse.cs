using System.Globalization;

namespace SyncKit.Testing.QuickBooks.Wire;

/// <summary>The faults by their codes, in the sentences QuickBooks uses.</summary>
internal static class Refuse
{
    public static RefusalException Required(string element) =>
        Invalid("2020", "Required param missing, need to supply the required value for the API", $"Required parameter {element} is missing in the request", element);

    public static RefusalException UnknownProperty(string property, string entity) =>
        Invalid(
            "2010",
            "Request has invalid or unsupported property",
            $"Property Name:Unrecognized field \"{property}\" (class com.intuit.schema.finance.v3.{entity}), not marked as ignorable is unsupported or invalid",
            property);

    public static RefusalException InvalidString(string element, string value) =>
        Invalid("2040", "Invalid String. The string contains characters that are not supported", $"Invalid String. Supplied value:{value}", element);

    public static RefusalException Length(string element, int longest, int actual) =>
        Invalid(
            "2050",
            "String length is either shorter or longer than supported by specification",
            string.Create(CultureInfo.InvariantCulture, $"String length specified does not match the supported length. Min:0 Max:{longest} supported. Supplied length:{actual}"),
            element);

    public static RefusalException InvalidDate(string element, string value) =>
        Invalid("2060", "Invalid Date", $"Invalid Date. Supplied value:{value}", element);

    public static RefusalException InvalidNumber(string element, string value) =>
        Invalid("2090", "Invalid Number", $"Invalid Number. Supplied value:{value}", element);

    public static RefusalException InvalidBoolean(string element, string value) =>
        Invalid("2110", "Invalid Boolean", $"Invalid Boolean. Supplied value:{value}", element);

    public static RefusalException InvalidEnumeration(string element, string value) =>
        Invalid("2170", "Invalid Enumeration", $"Invalid Enumeration : {value}", element);

    public static RefusalException InvalidRequestId(string value) =>
        Invalid("2130", "Invalid Request Id", $"Invalid Request Id. Supplied value:{value}", "requestid");

    public static RefusalException InvalidMail(string element) =>
        Invalid("2210", "Invalid Email Address format", "Email Address does not conform to the RFC 822 standard.", element);

    public static RefusalException NegativeAmount() =>
        Invalid("2290", "Negative amount is not supported", "Negative amount on line is not supported", "Line.Amount");

    public static RefusalException InvalidReference(string kind, string id) =>
        Invalid("2500", "Invalid Reference Id", $"Invalid Reference Id : {kind} element id {id} not found");

    public static RefusalException NotFound() =>
        Invalid(
            "610",
            "Object Not Found",
            "Object Not Found : Something you're trying to use has been made inactive. Check the fields with accounts, customers, items, vendors or employees.");

    public static RefusalException NotLinkable(string id) =>
        Invalid("620", "Transaction is not linkable", $"Txn Id {id} can not be linked");

    public static RefusalException DuplicateRequestId(string id) =>
        Invalid("600", "Duplicate Request ID", $"Request ID {id} already exists in the system");

    public static RefusalException Unsupported(string operation) =>
        Invalid("500", "Unsupported Operation", $"Operation {operation} is not supported.");

    public static RefusalException BatchTooBig(int largest) =>
        Invalid("1040", "Batch size exceeds allowed limit", string.Create(CultureInfo.InvariantCulture, $"The batch size limit is {largest}"));

    public static RefusalException QueryParse(string detail) => Invalid("4000", "Error parsing query", $"QueryParserError: {detail}", null);

    public static RefusalException QueryValidation(string detail) => Invalid("4001", "Invalid query", $"QueryValidationError: {detail}", null);

    public static RefusalException Stale() =>
        Invalid(
            "5010",
            "Stale Object Error",
            "Stale Object Error : You and another user were working on this at the same time. The other user finished before you did, so your work was not saved.");

    public static RefusalException Business(string sentence) =>
        Invalid("6000", "A business validation error has occurred while processing your request", $"Business Validation Error: {sentence}");

    public static RefusalException LineWithoutTax() => Business("Make sure all your transactions have a tax rate before you save.");

    public static RefusalException CustomField(string detail) =>
        Invalid("3000", "Invalid Custom Field", $"Invalid Custom Field : {detail}", "CustomField");

    public static RefusalException AccountTypeMissing() =>
        Invalid("6010", "Invalid Account.AccountType && Account.SubType", "Either an Account.AccountType or an Account.AccountSubType must be specified");

    public static RefusalException AmountDiffers(decimal amount) =>
        Invalid(
            "6070",
            "Amount calculation incorrect in the request",
            string.Create(CultureInfo.InvariantCulture, $"Amount is not equal to UnitPrice * Qty. Supplied value:{amount}"));

    public static RefusalException NoName() =>
        Invalid("6080", "No Name Provided", "Title, GivenName, MiddleName, FamilyName, DisplayName, Suffix - one of these must be non-empty");

    public static RefusalException DiscountIncomplete() =>
        Invalid("6090", "Discount Line missing required info.", "Discount amount or percent should be provided.");

    public static RefusalException LineTaxCode(string value) =>
        Invalid("6100", "Invalid Line TaxCode in the request", $"Valid Line TaxCodes for US should be TAX or NON. Supplied value:{value}");

    public static RefusalException DuplicateDocNumber(string docNumber, string type, string id) =>
        Invalid(
            "6140",
            "Duplicate Document Number Error",
            "Duplicate Document Number Error : You must specify a different number. This number has already been used. "
            + $"DocNumber={docNumber} is assigned to TxnType={type} with TxnId={id}");

    public static RefusalException TaxNotApplicable() =>
        Invalid("6170", "TxnTaxDetail is not allowed", "TxnTaxDetail is not allowed when GlobalTaxCalculation is NotApplicable");

    public static RefusalException SubscriptionLapsed() =>
        Invalid("6190", "Invalid Company Status", "Subscription period has ended or canceled or there was a billing problem : You can't create transactions because of an account billing problem");

    public static RefusalException BooksClosed() =>
        Invalid(
            "6200",
            "Account Period Closed, Cannot Update Through Services API",
            "The account period has closed and the account books cannot be updated through the QBO Services API. Please use the QBO website to make these changes.");

    public static RefusalException BooksClosedByPassword() =>
        Invalid("6210", "Account Period Closed, Cannot Update Through Services API", "The account books are closed and protected by a password. Please use the QBO website to make these changes.");

    public static RefusalException DuplicateName(string sentence) =>
        Invalid("6240", "Duplicate Name Exists Error", $"The name supplied already exists. : {sentence}");

    public static RefusalException BeforeInventoryStart(string item) =>
        Invalid("6270", "Transaction date is prior to start date for inventory item", $"Transaction date is prior to start date for inventory item {item}");

    public static RefusalException AccountType(string detail) =>
        Invalid("6430", "Invalid account type", $"Invalid account type: {detail}");

    public static RefusalException TaxOnNonTaxable() =>
        Invalid("6470", "Tax on a transaction that is not taxable", "Tax amount can not be specified on a transaction without taxable lines");

    public static RefusalException Deposited() =>
        Invalid("6540", "Deposited Transaction cannot be changed", "Transaction is linked to a deposit. If you need to change or delete it, edit the deposit it appears on and remove it first.");

    private static RefusalException Invalid(string code, string message, string detail, string? element = "") =>
        new(400, "ValidationFault", [new FaultError(code, message, detail, element)]);
}

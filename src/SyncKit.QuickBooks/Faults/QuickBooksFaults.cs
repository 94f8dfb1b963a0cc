using System.Collections.Frozen;
using System.Globalization;
using SyncKit.Faults;
using SyncKit.Http;
using static SyncKit.Faults.FailureKind;

namespace SyncKit.QuickBooks.Faults;

/// <summary>What each of QuickBooks' error codes means for the work, in words for a bookkeeper.</summary>
internal static class QuickBooksFaults
{
    private const int LongestDetail = 300;
    private const string Wait = "Nothing needs doing: it is tried again.";
    private const string Report = "Report this to the maker of the connection with the document's number.";
    private const string CorrectOrder = "Correct the named value in the shop's order, then retry.";
    private const string Reconnect = "Have an administrator of the QuickBooks company connect it again.";
    private const string Reference = "Reactivate or recreate the named customer, item or account in QuickBooks, then retry; it is looked up anew.";

    /// <summary>The code of what is no longer there.</summary>
    public const string Gone = "quickbooks.gone";

    /// <summary>The code of a document or something that it names that is no longer there or inactive.</summary>
    public const string ReferenceGone = "quickbooks.reference-gone";

    /// <summary>The code of a number that another document has.</summary>
    public const string NumberTaken = "quickbooks.number-taken";

    /// <summary>The code of a request that was made before.</summary>
    public const string DuplicateRequest = "quickbooks.duplicate-request";

    private static readonly TimeSpan ThrottlePause = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan MaintenancePause = TimeSpan.FromMinutes(5);

    private static readonly FrozenDictionary<int, Row> Rows = new Dictionary<int, Row>
    {
        [100] = new(NeedsAttention, "reconnect", "QuickBooks does not accept the connection.", Reconnect),
        [110] = new(NeedsAttention, "reconnect", "QuickBooks does not accept the connection's token.", Reconnect),
        [120] = new(NeedsAttention, "access-lost", "The connection is authorised, but the person who connected QuickBooks no longer has access to the company.", "Give that person administrator rights again or have an administrator connect the company again."),
        [130] = new(NeedsAttention, "reconnect", "QuickBooks says that the company lives elsewhere.", Reconnect),
        [140] = new(Transient, "locked", "The QuickBooks company is locked at the moment.", Wait) { RetryAfter = MaintenancePause },
        [150] = new(Transient, "maintenance", "QuickBooks is under maintenance.", Wait) { RetryAfter = MaintenancePause },
        [500] = new(Permanent, "unsupported", "QuickBooks does not support this operation.", Report),
        [600] = new(Uncertain, "duplicate-request", "QuickBooks has seen this request before.", "Nothing needs doing: what became of it is looked up."),
        [610] = new(Permanent, "gone", "What is to be changed is no longer in QuickBooks.", "Restore or enter it by hand in QuickBooks and dismiss this."),
        [620] = new(Permanent, "cannot-link", "QuickBooks cannot link the transactions.", "Check the transaction's links in QuickBooks, then retry."),
        [630] = new(Permanent, "duplicate", "QuickBooks already has such an object.", "Find the other one in QuickBooks, rename or remove it, then retry."),
        [800] = new(Permanent, "has-dependents", "Other transactions depend on this one.", "Remove what is linked to it in QuickBooks, then retry."),
        [1010] = new(Permanent, "create-failed", "QuickBooks could not create the document.", "Retry; if it fails again, enter the document by hand and dismiss this."),
        [1020] = new(Permanent, "update-failed", "QuickBooks could not change the document.", "Retry; if it fails again, change the document by hand and dismiss this."),
        [1040] = new(Permanent, "batch-too-big", "The call held more documents than QuickBooks takes.", "Set QuickBooks:BatchSize to 30 or less, then retry."),
        [2010] = new(Permanent, "unknown-field", "QuickBooks does not know a field of the document.", Report),
        [2020] = new(Permanent, "missing-field", "The document lacks something that QuickBooks requires.", CorrectOrder),
        [2030] = new(Permanent, "bad-id", "An id in the document is not one of QuickBooks'.", Report),
        [2040] = new(Permanent, "bad-text", "QuickBooks does not take a character in the document.", CorrectOrder),
        [2050] = new(Permanent, "too-long", "A text of the document is too long for QuickBooks.", CorrectOrder),
        [2060] = new(Permanent, "bad-date", "QuickBooks does not take a date of the document.", CorrectOrder),
        [2070] = new(Permanent, "bad-date", "QuickBooks does not take a date of the document.", CorrectOrder),
        [2080] = new(Permanent, "bad-number", "QuickBooks does not take a number of the document.", CorrectOrder),
        [2090] = new(Permanent, "bad-number", "QuickBooks does not take a number of the document.", CorrectOrder),
        [2100] = new(Permanent, "bad-number", "QuickBooks does not take a number of the document.", CorrectOrder),
        [2110] = new(Permanent, "bad-number", "QuickBooks does not take a number of the document.", CorrectOrder),
        [2120] = new(Permanent, "bad-type", "QuickBooks does not take the type of the object.", Report),
        [2130] = new(Permanent, "bad-request-id", "QuickBooks does not take the request's id.", Report),
        [2140] = new(Permanent, "bad-amount", "QuickBooks does not take an amount of the document.", CorrectOrder),
        [2170] = new(Permanent, "bad-value", "QuickBooks does not know a value of the document.", CorrectOrder),
        [2180] = new(Permanent, "bad-value", "A value of the document is out of QuickBooks' range.", CorrectOrder),
        [2210] = new(Permanent, "bad-email", "QuickBooks does not take the e-mail address.", "Correct the order's e-mail address in the shop, then retry."),
        [2250] = new(Permanent, "unbalanced", "The entry's lines are wrong.", Report),
        [2260] = new(Permanent, "unbalanced", "The entry's posting type is wrong.", Report),
        [2280] = new(Permanent, "unbalanced", "The entry's tax amount is wrong.", Report),
        [2290] = new(Permanent, "negative-line", "QuickBooks does not take a negative amount on a line.", CorrectOrder),
        [2300] = new(Permanent, "unbalanced", "The entry's debits and credits differ.", Report),
        [2500] = new(Stale, "reference-gone", "Something that the document names is not in QuickBooks or is inactive.", Reference),
        [2600] = new(Permanent, "conflicting-fields", "Two fields of the document contradict each other.", Report),
        [3000] = new(Permanent, "custom-field", "QuickBooks does not know a custom field.", "Correct the company's custom fields, then retry."),
        [3001] = new(RateLimited, "throttled", "QuickBooks asks for a pause: too many requests for this company.", Wait) { RetryAfter = ThrottlePause },
        [3100] = new(NeedsAttention, "reconnect", "The app may not use this QuickBooks company: access was revoked, the connection is for another company, or development keys are used on a live company.", "Have an administrator of the QuickBooks company connect it again; if that does not help, check that QuickBooks:ClientId is the production one."),
        [3200] = new(NeedsAttention, "reconnect", "QuickBooks does not accept the access token.", Reconnect),
        [3202] = new(NeedsAttention, "reconnect", "QuickBooks received no access token.", Reconnect),
        [4000] = new(Permanent, "bad-query", "QuickBooks does not understand a query.", Report),
        [4001] = new(Permanent, "bad-query", "QuickBooks refuses a query.", Report),
        [4002] = new(Permanent, "bad-query", "QuickBooks could not run a query.", Report),
        [5000] = new(Permanent, "deprecated-field", "QuickBooks no longer takes a field of the document.", Report),
        [5010] = new(Stale, "stale", "The document was changed in QuickBooks meanwhile.", Wait),
        [5020] = new(NeedsAttention, "permission", "The connection may not do this in the company.", "Have an administrator with all rights connect the company again."),
        [5030] = new(NeedsAttention, "plan", "The company's QuickBooks plan does not have this feature.", "Upgrade the plan or switch the feature off in the connection's settings."),
        [6000] = new(Permanent, "business-rule", "A rule of the company refuses the document.", "Do what QuickBooks says, then retry."),
        [6070] = new(Permanent, "line-amount", "A line's amount is not its quantity times its price.", Report),
        [6090] = new(Permanent, "discount", "The document's discount lacks an amount or percentage.", "Set discountAccount or switch discounts on in QuickBooks' sales settings, then retry."),
        [6100] = new(Permanent, "line-tax-code", "A line's tax code must be TAX or NON.", "Check the company's sales tax settings, then retry."),
        [6140] = new(Permanent, "number-taken", "Another document has this number.", "Change the other document's number in QuickBooks or give this shop numbers of its own with docNumberPrefix or docNumber, then retry."),
        [6160] = new(Permanent, "tax-code", "QuickBooks does not allow this tax code here.", "Correct the setting taxCode, then retry."),
        [6170] = new(Permanent, "tax-not-allowed", "QuickBooks does not take tax on this document.", "Check the company's sales tax settings, then retry."),
        [6190] = new(NeedsAttention, "subscription", "The company's QuickBooks subscription has lapsed, so it can only be read.", "Renew the QuickBooks subscription; the connection is tried again by itself."),
        [6200] = new(Permanent, "books-closed", "The document's date lies in a closed period.", "Move the closing date in QuickBooks' advanced settings, then retry; or set closedPeriod to post such documents on the first open day; or enter it by hand and dismiss this."),
        [6210] = new(Permanent, "books-closed", "The document's date lies in a period that is closed with a password.", "Move the closing date in QuickBooks' advanced settings or take the password off, then retry; or set closedPeriod to post such documents on the first open day; or enter it by hand and dismiss this."),
        [6220] = new(Permanent, "open-balance", "It has an open balance.", "Settle the balance in QuickBooks, then retry."),
        [6240] = new(Permanent, "name-taken", "Another customer, vendor, employee or item has this name.", "Rename the other one in QuickBooks, then retry."),
        [6250] = new(Permanent, "reference-gone", "The document's customer is not valid in QuickBooks.", Reference),
        [6270] = new(Permanent, "inventory-start", "The document's date is before the item's inventory start date.", "Move the item's start date in QuickBooks, then retry."),
        [6280] = new(Permanent, "unbilled", "It has charges that are not billed.", "Bill the charges in QuickBooks, then retry."),
        [6430] = new(Permanent, "account-type", "An account is of a type that does not fit.", "Name an account of a fitting type in the connection's settings or change its type in QuickBooks, then retry."),
        [6440] = new(Permanent, "line-item", "A line names no item.", Report),
        [6450] = new(Permanent, "settled", "The payment was settled by QuickBooks Payments and cannot be voided.", "Refund it in QuickBooks by hand and dismiss this."),
        [6470] = new(Permanent, "tax-not-allowed", "QuickBooks does not take tax on a document without taxable lines.", "Check the company's sales tax settings, then retry."),
        [6480] = new(Permanent, "bank-matched", "The document is matched with the bank's statement.", "Undo the match in QuickBooks' banking page, then retry."),
        [6540] = new(Permanent, "deposited", "The document is part of a deposit and cannot be changed.", "Take it out of the deposit in QuickBooks, then retry, or correct it by hand and dismiss this."),
        [10000] = new(Transient, "application-error", "QuickBooks had an error of its own.", Wait),
        [10100] = new(Permanent, "answer-too-big", "QuickBooks' answer is too big.", Report),
        [10200] = new(NeedsAttention, "company-reset", "The QuickBooks company was reset: what was posted is gone.", "Connect the company anew and post everything again."),
    }.ToFrozenDictionary();

    /// <summary>What a fault means.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="about">What it is about, as the beginning of a sentence, for example <c>SalesReceipt 1042</c>; may be empty.</param>
    public static Failure For(VendorFault fault, string about = "")
    {
        Row row = IsInactiveReference(fault) ? InactiveReference : Rows.GetValueOrDefault(fault.Code) ?? Unknown;
        string code = fault.Code.ToString(CultureInfo.InvariantCulture);
        string said = row.Kind == NeedsAttention ? string.Empty : Said(fault);
        string subject = about.Length == 0 ? string.Empty : about + ": ";
        string message = $"{subject}{row.Sentence} (QuickBooks error {code}{said})";
        return new Failure(row.Kind, "quickbooks." + row.Slug, message, row.Remedy) { RetryAfter = row.RetryAfter };
    }

    /// <summary>The codes that are known.</summary>
    public static IReadOnlyCollection<int> Codes => Rows.Keys;

    /// <summary>610 has two meanings, which only its text tells apart.</summary>
    private static bool IsInactiveReference(VendorFault fault) =>
        fault.Code == 610
        && (fault.Detail.Contains("made inactive", StringComparison.OrdinalIgnoreCase) || fault.Message.Contains("made inactive", StringComparison.OrdinalIgnoreCase));

    private static Row InactiveReference { get; } = new(Stale, "reference-gone", "Something that the document names is inactive in QuickBooks.", Reference);

    private static Row Unknown { get; } = new(Permanent, "refused", "QuickBooks refuses the document.", "Do what QuickBooks says, then retry.");

    private static string Said(VendorFault fault)
    {
        string text = fault.Detail.Length > 0 ? fault.Detail : fault.Message;
        text = Documents.Text.Line(Redactor.Scrub(text), LongestDetail);
        string field = fault.Element.Length > 0 ? $", field {Documents.Text.Line(fault.Element, 100)}" : string.Empty;
        return text.Length > 0 ? $"{field}: {text}" : field;
    }

    private sealed record Row(FailureKind Kind, string Slug, string Sentence, string Remedy)
    {
        public TimeSpan? RetryAfter { get; init; }
    }
}

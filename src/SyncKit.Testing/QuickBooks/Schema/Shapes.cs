namespace SyncKit.Testing.QuickBooks.Schema;

/// <summary>The shapes of entities and of what they hold, written by hand from Intuit's published schemas. Anything else in a request is fault 2010.</summary>
internal static class Shapes
{
    private const string Common = "Id SyncToken sparse? domain status MetaData:MetaData CustomField*CustomField ";

    private const string Transaction = Common
        + "DocNumber<21 TxnDate@ DepartmentRef:Ref CurrencyRef:Ref ExchangeRate# PrivateNote<4000 LinkedTxn*LinkedTxn Line*Line TxnTaxDetail:TxnTaxDetail "
        + "TxnSource TransactionLocationType ProjectRef:Ref TotalAmt# HomeTotalAmt# GlobalTaxCalculation ";

    private const string SalesForm = Transaction
        + "AutoDocNumber? CustomerRef:Ref CustomerMemo:Memo BillAddr:Address ShipAddr:Address FreeFormAddress? ShipFromAddr:Address RemitToRef:Ref ClassRef:Ref "
        + "SalesTermRef:Ref DueDate@ PONumber ShipMethodRef:Ref ShipDate@ TrackingNum ApplyTaxAfterDiscount? ShippingTaxIncludedInTotalTax? TemplateRef:Ref "
        + "PrintStatus EmailStatus BillEmail:Email BillEmailCc:Email BillEmailBcc:Email Balance# HomeBalance# PaymentMethodRef:Ref PaymentRefNum<100 PaymentType "
        + "CheckPayment:Any CreditCardPayment:Any DepositToAccountRef:Ref DeliveryInfo:Any TaxExemptionRef:Ref ";

    private const string Name = Common
        + "Title<16 GivenName<100 MiddleName<100 FamilyName<100 Suffix<16 FullyQualifiedName CompanyName<100 DisplayName<500 PrintOnCheckName<110 Active? "
        + "V4IDPseudonym PrimaryPhone:Phone AlternatePhone:Phone Mobile:Phone Fax:Phone PrimaryEmailAddr:Email WebAddr:Web OtherContactInfo*Any DefaultTaxCodeRef:Ref "
        + "Notes<2000 BillAddr:Address ShipAddr:Address OtherAddr*Address ParentRef:Ref Balance# OpenBalanceDate@ AcctNum CurrencyRef:Ref BusinessNumber GSTIN "
        + "GSTRegistrationType Source ";

    private static readonly Dictionary<string, Shape> All = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["SalesReceipt"] = SalesForm,
        ["RefundReceipt"] = SalesForm + "RemainingCredit#",
        ["CreditMemo"] = SalesForm + "RemainingCredit# InvoiceRef:Ref",
        ["Invoice"] = SalesForm
            + "Deposit# AllowIPNPayment? AllowOnlinePayment? AllowOnlineCreditCardPayment? AllowOnlineACHPayment? AllowOnlinePayPalPayment? EInvoiceStatus InvoiceLink",
        ["Payment"] = Transaction + "CustomerRef:Ref ARAccountRef:Ref DepositToAccountRef:Ref PaymentMethodRef:Ref PaymentRefNum PaymentType CheckPayment:Any CreditCardPayment:Any UnappliedAmt# ProcessPayment?",
        ["Deposit"] = Transaction + "DepositToAccountRef:Ref CashBack:Any",
        ["Purchase"] = Transaction
            + "AccountRef:Ref PaymentMethodRef:Ref PaymentRefNum PaymentType CheckPayment:Any CreditCardPayment:Any EntityRef:Ref Credit? RemitToAddr:Address Memo PrintStatus "
            + "PurchaseEx:Any LessCIS# IncludeInAnnualTPAR?",
        ["Customer"] = Name
            + "Taxable? ContactName AltContactName Job? BillWithParent? Level# CustomerTypeRef:Ref SalesTermRef:Ref PaymentMethodRef:Ref BalanceWithJobs# CreditLimit# "
            + "PreferredDeliveryMethod ResaleNum<16 ARAccountRef:Ref TaxExemptionReasonId IsProject? PrimaryTaxIdentifier SecondaryTaxIdentifier ClientEntityId",
        ["Vendor"] = Name + "TaxIdentifier TermRef:Ref BillRate# CreditLimit# Vendor1099? APAccountRef:Ref CostRate#",
        ["Employee"] = Name + "EmployeeType EmployeeNumber SSN PrimaryAddr:Address BillableTime? BillRate# BirthDate@ Gender HiredDate@ ReleasedDate@ CostRate#",
        ["Item"] = Common
            + "Name<100 Sku<100 Description<4000 Active? SubItem? ParentRef:Ref Level# FullyQualifiedName Taxable? SalesTaxIncluded? UnitPrice# RatePercent# Type "
            + "IncomeAccountRef:Ref PurchaseDesc<1000 PurchaseTaxIncluded? PurchaseCost# ExpenseAccountRef:Ref AssetAccountRef:Ref PrefVendorRef:Ref TrackQtyOnHand? QtyOnHand# "
            + "ReorderPoint# SalesTaxCodeRef:Ref PurchaseTaxCodeRef:Ref InvStartDate@ ServiceType ItemCategoryType TaxClassificationRef:Ref ClassRef:Ref Source ItemGroupDetail:Any",
        ["Account"] = Common
            + "Name<100 SubAccount? ParentRef:Ref Description<100 FullyQualifiedName AccountAlias TxnLocationType Active? Classification AccountType AccountSubType AcctNum<20 "
            + "OpeningBalance# OpeningBalanceDate@ CurrentBalance# CurrentBalanceWithSubAccounts# CurrencyRef:Ref TaxCodeRef:Ref",
        ["PaymentMethod"] = Common + "Name<31 Active? Type",
        ["Term"] = Common + "Name<31 Active? Type DiscountPercent# DueDays# DiscountDays# DayOfMonthDue# DueNextMonthDays# DiscountDayOfMonth#",
        ["Class"] = Common + "Name<100 SubClass? ParentRef:Ref FullyQualifiedName Active?",
        ["Department"] = Common + "Name<100 SubDepartment? ParentRef:Ref FullyQualifiedName Active? Address:Address",
        ["TaxCode"] = Common + "Name<10 Description Active? Hidden? Taxable? TaxGroup? SalesTaxRateList:TaxRateList PurchaseTaxRateList:TaxRateList TaxCodeConfigType",
        ["TaxRate"] = Common + "Name<100 Description Active? RateValue# AgencyRef:Ref TaxReturnLineRef:Ref EffectiveTaxRate*Any SpecialTaxType DisplayType",
        ["TaxAgency"] = Common + "DisplayName<100 TaxRegistrationNumber TaxTrackedOnSales? TaxTrackedOnPurchases? LastFileDate@ TaxAgencyConfig",
        ["CompanyCurrency"] = Common + "Code<3 Name<100 Active?",
        ["CompanyInfo"] = Common + "CompanyName LegalName Country FiscalYearStartMonth SupportedLanguages DefaultTimeZone CompanyAddr:Address NameValue*Any",
        ["Preferences"] = Common + "AccountingInfoPrefs:Any SalesFormsPrefs:Any TaxPrefs:Any CurrencyPrefs:Any OtherPrefs:Any",
        ["TaxService"] = "TaxCode TaxCodeId TaxRateDetails*TaxRateDetails",
        ["TaxRateDetails"] = "TaxRateName TaxRateId RateValue# TaxAgencyId TaxApplicableOn",
        ["MetaData"] = "CreateTime! LastUpdatedTime! CreatedByRef:Ref LastModifiedByRef:Ref LastChangedInQB",
        ["Ref"] = "value name type",
        ["Memo"] = "value<1000",
        ["Any"] = string.Empty,
        ["CustomField"] = "DefinitionId Name Type StringValue BooleanValue? DateValue@ NumberValue#",
        ["LinkedTxn"] = "TxnId TxnType TxnLineId",
        ["Line"] = "Id LineNum# Description<4000 Amount# LinkedTxn*LinkedTxn DetailType SalesItemLineDetail:SalesItemLineDetail DiscountLineDetail:DiscountLineDetail "
            + "DescriptionLineDetail:DescriptionLineDetail TaxLineDetail:TaxLineDetail SubTotalLineDetail:Any DepositLineDetail:DepositLineDetail GroupLineDetail:Any AccountBasedExpenseLineDetail:AccountBasedExpenseLineDetail LineEx:Any ProjectRef:Ref CustomField*CustomField",
        ["SalesItemLineDetail"] = "ItemRef:Ref ClassRef:Ref UnitPrice# RatePercent# Qty# ItemAccountRef:Ref TaxCodeRef:Ref TaxClassificationRef:Ref ServiceDate@ TaxInclusiveAmt# DiscountRate# DiscountAmt#",
        ["AccountBasedExpenseLineDetail"] = "CustomerRef:Ref ClassRef:Ref AccountRef:Ref BillableStatus MarkupInfo:Any TaxAmount# TaxCodeRef:Ref TaxInclusiveAmt# ExpenseDetailLineDetailEx:Any",
        ["DiscountLineDetail"] = "PercentBased? DiscountPercent# DiscountAccountRef:Ref ServiceDate@ ClassRef:Ref TaxCodeRef:Ref",
        ["DescriptionLineDetail"] = "ServiceDate@ TaxCodeRef:Ref",
        ["DepositLineDetail"] = "Entity:Ref ClassRef:Ref AccountRef:Ref PaymentMethodRef:Ref CheckNum TxnType TaxCodeRef:Ref TaxApplicableOn",
        ["TxnTaxDetail"] = "DefaultTaxCodeRef:Ref TxnTaxCodeRef:Ref TotalTax# TaxReviewStatus TaxLine*Line UseAutomatedSalesTax?",
        ["TaxLineDetail"] = "TaxRateRef:Ref PercentBased? TaxPercent# NetAmountTaxable# TaxInclusiveAmount# OverrideDeltaAmount# ServiceDate@",
        ["TaxRateList"] = "TaxRateDetail*Any",
        ["Address"] = "Id Line1<500 Line2<500 Line3<500 Line4<500 Line5<500 City<255 Country<255 CountryCode County CountrySubDivisionCode<255 PostalCode<30 PostalCodeSuffix Lat Long Note",
        ["Email"] = "Id Address<100 Default?",
        ["Phone"] = "Id DeviceType CountryCode AreaCode ExchangeCode Extension FreeFormNumber<30 Default?",
        ["Web"] = "Id URI<1000 Default?",
    }.ToDictionary(entry => entry.Key, entry => Shape.Read(entry.Value), StringComparer.Ordinal);

    public static Shape Get(string name) => All[name];
}

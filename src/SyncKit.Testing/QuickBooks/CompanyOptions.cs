namespace SyncKit.Testing.QuickBooks;

/// <summary>What kind of company <see cref="QuickBooksSimulator.AddCompany"/> creates.</summary>
public sealed class CompanyOptions
{
    /// <summary>The company's name.</summary>
    /// <value>The default is "Sandbox Company".</value>
    public string Name { get; set; } = "Sandbox Company";

    /// <summary>The country as ISO 3166 alpha-2. Anything but US runs the global tax model.</summary>
    /// <value>The default is "US".</value>
    public string Country { get; set; } = "US";

    /// <summary>The home currency as ISO 4217.</summary>
    /// <value>The default is "USD".</value>
    public string HomeCurrency { get; set; } = "USD";

    /// <summary>Whether the company keeps several currencies. When it does, every transaction must name its currency.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool MultiCurrency { get; set; }

    /// <summary>The foreign currencies that a company with <see cref="MultiCurrency"/> keeps, as ISO 4217.</summary>
    /// <value>The default is CAD, EUR and GBP.</value>
    public IReadOnlyList<string> ForeignCurrencies { get; set; } = ["CAD", "EUR", "GBP"];

    /// <summary>The sales tax engine.</summary>
    /// <value>The default is <see cref="QuickBooks.TaxEngine.None"/>.</value>
    public TaxEngine TaxEngine { get; set; }

    /// <summary>The rates the automated engine combines, in percent.</summary>
    /// <value>The default is 4.6 and 3.665, together 8.265 percent.</value>
    public IReadOnlyList<decimal> AutomatedTaxRates { get; set; } = [4.6m, 3.665m];

    /// <summary>Whether the automated engine takes an explicit <c>TxnTaxDetail.TotalTax</c> as it is and prorates it over its rates.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool AutomatedTaxHonoursOverride { get; set; } = true;

    /// <summary>
    /// Whether the automated engine taxes the shipping field (<c>SHIPPING_ITEM_ID</c>). Its tax comes on top of an explicit total
    /// unless <c>ShippingTaxIncludedInTotalTax</c> is sent.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool AutomatedTaxOnShipping { get; set; }

    /// <summary>Where tax is rounded to cents.</summary>
    /// <value>The default is <see cref="QuickBooks.TaxRounding.PerSubtotal"/>.</value>
    public TaxRounding TaxRounding { get; set; }

    /// <summary>
    /// Whether tax amounts that tax lines state together with their rate are kept under manual tax and outside the US. Otherwise tax is
    /// computed whatever is stated.
    /// </summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool KeepsStatedTax { get; set; } = true;

    /// <summary>
    /// Whether a line of a tax inclusive document is refused (6000) when its <c>TaxInclusiveAmt</c> is not its net <c>Amount</c> plus tax, give or
    /// take a cent for each rate. Otherwise the net is computed anew from the inclusive amount.
    /// </summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool RefusesWrongInclusiveAmounts { get; set; } = true;

    /// <summary>Whether the company uses custom transaction numbers: documents without a number then stay without one.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool CustomTxnNumbers { get; set; } = true;

    /// <summary>Whether a used document number is refused (6140). Works only with <see cref="CustomTxnNumbers"/>; callers cannot read this setting.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool WarnDuplicateDocNumber { get; set; } = true;

    /// <summary>Whether discounts are allowed on sales forms.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool AllowDiscount { get; set; } = true;

    /// <summary>Whether the shipping field is allowed on sales forms.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool AllowShipping { get; set; } = true;

    /// <summary>Whether classes are tracked, per line. Classes on lines are dropped where they are not.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool TrackClasses { get; set; } = true;

    /// <summary>Whether classes are tracked per transaction.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool TrackClassesPerTransaction { get; set; }

    /// <summary>The names of the custom fields of sales forms, up to three; an absent name is a field that is not in use.</summary>
    /// <value>The default is none.</value>
    public IReadOnlyList<string?> CustomFields { get; set; } = [];

    /// <summary>Whether a new payment without lines pays the customer's oldest open invoices.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool AutoApplyPayments { get; set; }

    /// <summary>Whether departments (locations) are tracked.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool TrackDepartments { get; set; } = true;

    /// <summary>The last day of the closed books; none are closed when absent.</summary>
    /// <value>The default is <see langword="null"/>.</value>
    public DateOnly? BookCloseDate { get; set; }

    /// <summary>Whether the closed books are protected by a password (fault 6210 instead of 6200).</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool BookClosePassword { get; set; }

    /// <summary>Whether the subscription has lapsed: the company is read-only (6190).</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool SubscriptionLapsed { get; set; }

    internal CompanyOptions Copy() => (CompanyOptions)MemberwiseClone();
}

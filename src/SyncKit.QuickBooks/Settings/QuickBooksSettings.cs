namespace SyncKit.QuickBooks;

/// <summary>What a tenant sets for one QuickBooks company, as JSON with camelCase names. Everything but the company has a default.</summary>
public sealed record QuickBooksSettings
{
    /// <summary>The company's id (realm id).</summary>
    /// <value>Required.</value>
    public string RealmId { get; set; } = string.Empty;

    /// <summary>What stands before the order's number in the document's number.</summary>
    /// <value>Empty by default.</value>
    public string DocNumberPrefix { get; set; } = string.Empty;

    /// <summary>The shop's name, written into each document's private note.</summary>
    /// <value>Empty by default.</value>
    public string StoreName { get; set; } = string.Empty;

    /// <summary>The order statuses that are posted.</summary>
    /// <value>processing, completed, refunded by default.</value>
    public IReadOnlyList<string> Statuses { get; set; } = ["processing", "completed", "refunded"];

    /// <summary>The name or id of the income account of items that are made.</summary>
    /// <value>Empty by default: the company's first active account for sales of products.</value>
    public string IncomeAccount { get; set; } = string.Empty;

    /// <summary>The name or id of the account that payments go to.</summary>
    /// <value>Empty by default: QuickBooks chooses Undeposited Funds.</value>
    public string DepositAccount { get; set; } = string.Empty;

    /// <summary>The name or id of the account that refunds are paid from.</summary>
    /// <value>Empty by default: the deposit account, or else Undeposited Funds.</value>
    public string RefundAccount { get; set; } = string.Empty;

    /// <summary>The name or id of the account of discounts.</summary>
    /// <value>Empty by default: the company's own discount account.</value>
    public string DiscountAccount { get; set; } = string.Empty;

    /// <summary>The name of the item for shipping.</summary>
    /// <value>Shipping by default.</value>
    public string ShippingItem { get; set; } = "Shipping";

    /// <summary>The name of the item for further charges.</summary>
    /// <value>Fees by default.</value>
    public string FeeItem { get; set; } = "Fees";

    /// <summary>The name of the item for refunds that name no goods.</summary>
    /// <value>Refund by default.</value>
    public string RefundItem { get; set; } = "Refund";

    /// <summary>The name of the customer for orders that name nobody.</summary>
    /// <value>Online customer by default.</value>
    public string GuestCustomer { get; set; } = "Online customer";

    /// <summary>What kind of item is made for a product that the company does not have.</summary>
    /// <value>NonInventory by default.</value>
    public ItemType ItemType { get; set; }

    /// <summary>What happens when several customers have the buyer's e-mail address.</summary>
    /// <value>UseOldest by default.</value>
    public AmbiguousCustomer AmbiguousCustomer { get; set; }

    /// <summary>The name or id of the tax code for companies that keep their sales tax rates by hand.</summary>
    /// <value>Empty by default.</value>
    public string TaxCode { get; set; } = string.Empty;

    /// <summary>Whether tax is posted as a line on <see cref="TaxItem"/> instead of as sales tax.</summary>
    /// <value>False by default.</value>
    public bool TaxAsLine { get; set; }

    /// <summary>The name of the item for tax that is posted as a line.</summary>
    /// <value>Sales tax collected by default.</value>
    public string TaxItem { get; set; } = "Sales tax collected";
}

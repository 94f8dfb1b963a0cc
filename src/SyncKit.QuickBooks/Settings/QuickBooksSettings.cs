namespace SyncKit.QuickBooks;

/// <summary>What a tenant sets for one QuickBooks company, as JSON with camelCase names. Everything but the company has a default.</summary>
public sealed record QuickBooksSettings
{
    /// <summary>The company's id (realm id).</summary>
    /// <value>Required.</value>
    public string RealmId { get; set; } = string.Empty;

    /// <summary>
    /// What orders become in the books: the first rule that an order meets decides, and an order that meets none is skipped.
    /// </summary>
    /// <value>Empty by default: orders with one of <see cref="Statuses"/> become sales receipts.</value>
    public IReadOnlyList<DocumentRule> Documents { get; set; } = [];

    /// <summary>What happens to the documents of a cancelled, failed, trashed or deleted order.</summary>
    /// <value>Void by default.</value>
    public CancelledOrder CancelledOrder { get; set; }

    /// <summary>
    /// The document's number: text with <c>{prefix}</c>, <c>{number}</c> (the order's number) and <c>{id}</c> (the shop's id of the order). At most 21 characters
    /// once filled in.
    /// </summary>
    /// <value>{prefix}{number} by default.</value>
    public string DocNumber { get; set; } = "{prefix}{number}";

    /// <summary>The number of a refund's document: as <see cref="DocNumber"/>, with <c>{refund}</c> for the refund's id besides, which it must have.</summary>
    /// <value>{prefix}{number}-R{refund} by default; {prefix}R{refund} where that is too long.</value>
    public string RefundNumber { get; set; } = "{prefix}{number}-R{refund}";

    /// <summary>The name of the payment term of invoices, which gives their due date.</summary>
    /// <value>Empty by default: due on the invoice's date.</value>
    public string Term { get; set; } = string.Empty;

    /// <summary>What happens to a document whose date lies in a closed period.</summary>
    /// <value>Hold by default.</value>
    public ClosedPeriod ClosedPeriod { get; set; }

    /// <summary>What stands before the order's number in the document's number.</summary>
    /// <value>Empty by default.</value>
    public string DocNumberPrefix { get; set; } = string.Empty;

    /// <summary>The shop's name, written into each document's private note.</summary>
    /// <value>Empty by default.</value>
    public string StoreName { get; set; } = string.Empty;

    /// <summary>The order statuses that are posted as sales receipts where <see cref="Documents"/> has no rules.</summary>
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

    /// <summary>Which customer an order is posted to.</summary>
    /// <value>PerEmail by default.</value>
    public CustomerChoice Customers { get; set; }

    /// <summary>The customers of roles in the shop: from a role to the name of the customer that all its orders go to.</summary>
    /// <value>Empty by default.</value>
    public IReadOnlyDictionary<string, string> CustomersByRole { get; set; } = new Dictionary<string, string>();

    /// <summary>Whether customers are made that the company does not have. Off, their orders are held.</summary>
    /// <value>True by default.</value>
    public bool CreateCustomers { get; set; } = true;

    /// <summary>By what the item of an order line is found.</summary>
    /// <value>SkuThenName by default.</value>
    public ItemMatch ItemMatch { get; set; }

    /// <summary>The items of particular products: from a SKU or product name in the shop to the name or id of the item.</summary>
    /// <value>Empty by default.</value>
    public IReadOnlyDictionary<string, string> ItemMap { get; set; } = new Dictionary<string, string>();

    /// <summary>Whether items are made that the company does not have. Off, their lines go to <see cref="CatchAllItem"/>, or the order is held without one.</summary>
    /// <value>True by default.</value>
    public bool CreateItems { get; set; } = true;

    /// <summary>The name of the item for products that have none of their own.</summary>
    /// <value>Empty by default.</value>
    public string CatchAllItem { get; set; } = string.Empty;

    /// <summary>Which item a variation of a product is posted to.</summary>
    /// <value>Own by default.</value>
    public VariationItem Variations { get; set; }

    /// <summary>Where shipping stands.</summary>
    /// <value>Item by default.</value>
    public ShippingPlace Shipping { get; set; }

    /// <summary>The items of particular charges: from a fee's name in the shop, for example Tip, to the name of the item.</summary>
    /// <value>Empty by default: all go to <see cref="FeeItem"/>.</value>
    public IReadOnlyDictionary<string, string> FeeItems { get; set; } = new Dictionary<string, string>();

    /// <summary>How what coupons and rebates take off is shown.</summary>
    /// <value>DiscountLine by default.</value>
    public CouponPlace Coupons { get; set; }

    /// <summary>Gift cards and store credit.</summary>
    /// <value>None by default.</value>
    public GiftCardSettings GiftCards { get; set; } = new();

    /// <summary>How payments of particular methods are booked.</summary>
    /// <value>Empty by default.</value>
    public IReadOnlyList<PaymentRule> Payments { get; set; } = [];

    /// <summary>The fee that payment providers keep.</summary>
    /// <value>Ignored by default.</value>
    public GatewayFeeSettings GatewayFees { get; set; } = new();

    /// <summary>
    /// The name of the item for a rounding line, which is written only when no other lines come to the order's total to the cent.
    /// </summary>
    /// <value>Empty by default: such an order is held.</value>
    public string RoundingItem { get; set; } = string.Empty;

    /// <summary>The most that a rounding line may make up, in the order's currency.</summary>
    /// <value>0.05 by default.</value>
    public decimal RoundingLimit { get; set; } = 0.05m;

    /// <summary>Values of the order that are copied into its documents.</summary>
    /// <value>Empty by default.</value>
    public IReadOnlyList<FieldRule> Fields { get; set; } = [];

    /// <summary>What kind of item is made for a product that the company does not have.</summary>
    /// <value>NonInventory by default.</value>
    public ItemType ItemType { get; set; }

    /// <summary>What happens when several customers have the buyer's e-mail address.</summary>
    /// <value>UseOldest by default.</value>
    public AmbiguousCustomer AmbiguousCustomer { get; set; }

    /// <summary>The tax codes of the shop's taxes, for companies that keep their rates by hand and for all outside the United States.</summary>
    /// <value>Empty by default: <see cref="TaxCode"/> for everything taxed.</value>
    public IReadOnlyList<TaxRule> TaxCodes { get; set; } = [];

    /// <summary>The name or id of the tax code of lines without tax, for companies outside the United States.</summary>
    /// <value>Empty by default; required there as soon as a line has no tax.</value>
    public string ZeroTaxCode { get; set; } = string.Empty;

    /// <summary>How QuickBooks comes to the tax. Only for a company that is found not to keep the amounts it is told.</summary>
    /// <value>Stated by default.</value>
    public TaxArithmetic TaxArithmetic { get; set; }

    /// <summary>The name or id of the tax code of taxed lines that no rule of <see cref="TaxCodes"/> matches.</summary>
    /// <value>Empty by default.</value>
    public string TaxCode { get; set; } = string.Empty;

    /// <summary>Whether tax is posted as a line on <see cref="TaxItem"/> instead of as sales tax.</summary>
    /// <value>False by default.</value>
    public bool TaxAsLine { get; set; }

    /// <summary>The name of the item for tax that is posted as a line.</summary>
    /// <value>Sales tax collected by default.</value>
    public string TaxItem { get; set; } = "Sales tax collected";
}

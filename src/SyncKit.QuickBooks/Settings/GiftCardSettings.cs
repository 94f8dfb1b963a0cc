namespace SyncKit.QuickBooks;

/// <summary>Says where gift cards and store credit stand in an order and how they are booked.</summary>
public sealed record GiftCardSettings
{
    /// <summary>
    /// The keys of order meta that hold what a gift card paid where the shop has taken it off the total without a line. A number, or an object or list whose
    /// numbers are added up. <value>Empty by default.</value>
    /// </summary>
    public IReadOnlyList<string> MetaKeys { get; set; } = [];

    /// <summary>The names of negative fees that are gift cards. <value>Empty by default.</value></summary>
    public IReadOnlyList<string> FeeNames { get; set; } = [];

    /// <summary>
    /// The name of the item that they are booked to, which should have the liability account of gift cards. <value>Gift cards by default.</value>
    /// </summary>
    public string Item { get; set; } = "Gift cards";
}

namespace SyncKit.QuickBooks;

/// <summary>Says what orders become in the books. A condition that is left out is met by every order; all that are given must be met.</summary>
public sealed record DocumentRule
{
    /// <summary>What dead letters, plans and the ledger call the rule. <value>Empty by default: the rule's place in the list, from 1.</value></summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>
    /// The order statuses. <value>Empty by default: every status but those in which an order counts for nothing, which are cancelled, failed, trash,
    /// checkout-draft and auto-draft. A rule is about those only when it names them.</value>
    /// </summary>
    public IReadOnlyList<string> Statuses { get; set; } = [];

    /// <summary>The codes of the shop's payment methods, for example <c>cod</c>. <value>Empty by default: every method.</value></summary>
    public IReadOnlyList<string> PaymentMethods { get; set; } = [];

    /// <summary>The customers' roles in the shop; <c>guest</c> stands for buyers without an account. <value>Empty by default: everybody.</value></summary>
    public IReadOnlyList<string> CustomerRoles { get; set; } = [];

    /// <summary>The smallest total, in the order's currency. <value>Absent by default.</value></summary>
    public decimal? MinTotal { get; set; }

    /// <summary>The largest total, in the order's currency. <value>Absent by default.</value></summary>
    public decimal? MaxTotal { get; set; }

    /// <summary>What orders become that meet the conditions. <value>SalesReceipt by default.</value></summary>
    public PostedAs Post { get; set; }
}

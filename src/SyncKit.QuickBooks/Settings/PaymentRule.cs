namespace SyncKit.QuickBooks;

/// <summary>Says how payments of one of the shop's payment methods are booked.</summary>
public sealed record PaymentRule
{
    /// <summary>The code of the shop's payment method, for example <c>stripe</c>. <value>Required.</value></summary>
    public string Method { get; set; } = string.Empty;

    /// <summary>The name of QuickBooks' payment method. <value>Empty by default: the one that is called like the shop's, if there is one.</value></summary>
    public string PaymentMethod { get; set; } = string.Empty;

    /// <summary>The name or id of the account that the payments go to. <value>Empty by default: the setting depositAccount.</value></summary>
    public string DepositAccount { get; set; } = string.Empty;

    /// <summary>The name or id of the account that refunds are paid from. <value>Empty by default: this rule's deposit account, else the setting refundAccount.</value></summary>
    public string RefundAccount { get; set; } = string.Empty;
}

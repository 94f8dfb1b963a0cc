namespace SyncKit.Commerce;

/// <summary>How an order was paid.</summary>
public sealed record OrderPayment
{
    /// <summary>The payment method's code, for example <c>stripe</c>; empty when none was chosen.</summary>
    public string Method { get; init; } = string.Empty;

    /// <summary>The payment method's title, for example <c>Credit card</c>.</summary>
    public string Title { get; init; } = string.Empty;

    /// <summary>The payment provider's id of the payment.</summary>
    public string TransactionId { get; init; } = string.Empty;
}

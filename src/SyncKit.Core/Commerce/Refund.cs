namespace SyncKit.Commerce;

/// <summary>Money given back for an order. Amounts are positive and in the order's currency; line amounts exclude tax.</summary>
public sealed record Refund
{
    /// <summary>The shop's id of the refund.</summary>
    public required string Id { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The day on which it was made, by the shop's own calendar.</summary>
    public required DateOnly MadeOn { get; init; }

    /// <summary>What was given back, tax included.</summary>
    public required decimal Amount { get; init; }

    /// <summary>Why.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>The goods that were refunded; empty for an amount-only refund.</summary>
    public IReadOnlyList<RefundLine> Lines { get; init; } = [];

    /// <summary>The shipping and fees that were refunded.</summary>
    public IReadOnlyList<RefundLine> Charges { get; init; } = [];

    /// <summary>The tax within <see cref="Amount"/>, summed over the lines.</summary>
    public required decimal TotalTax { get; init; }
}

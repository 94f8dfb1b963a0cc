namespace SyncKit.Commerce;

/// <summary>One refunded line. Amounts are positive and exclude tax.</summary>
public sealed record RefundLine
{
    /// <summary>The id of the order's line that it refunds; <see langword="null"/> when the shop does not say.</summary>
    public string? OriginalLineId { get; init; }

    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>The stock keeping unit; empty when there is none.</summary>
    public string Sku { get; init; } = string.Empty;

    /// <summary>How many; zero when only an amount was refunded.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>The amount.</summary>
    public required decimal Total { get; init; }

    /// <summary>The tax on <see cref="Total"/>.</summary>
    public required decimal TotalTax { get; init; }

    /// <summary>The tax per rate.</summary>
    public IReadOnlyList<LineTax> Taxes { get; init; } = [];
}

namespace SyncKit.Commerce;

/// <summary>A further charge; a negative one is a rebate. Amounts exclude tax.</summary>
public sealed record FeeLine
{
    /// <summary>The shop's id of the line.</summary>
    public required string Id { get; init; }

    /// <summary>What it is called.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>The shop's tax class; empty for the standard one.</summary>
    public string TaxClass { get; init; } = string.Empty;

    /// <summary>The amount.</summary>
    public required decimal Total { get; init; }

    /// <summary>The tax on <see cref="Total"/>.</summary>
    public required decimal TotalTax { get; init; }

    /// <summary>The tax per rate.</summary>
    public IReadOnlyList<LineTax> Taxes { get; init; } = [];
}

namespace SyncKit.Commerce;

/// <summary>A shipping charge. Amounts exclude tax.</summary>
public sealed record ShippingLine
{
    /// <summary>The shop's id of the line.</summary>
    public required string Id { get; init; }

    /// <summary>What it is called, for example <c>Flat rate</c>.</summary>
    public string Title { get; init; } = string.Empty;

    /// <summary>The shipping method's code.</summary>
    public string Method { get; init; } = string.Empty;

    /// <summary>The amount.</summary>
    public required decimal Total { get; init; }

    /// <summary>The tax on <see cref="Total"/>.</summary>
    public required decimal TotalTax { get; init; }

    /// <summary>The tax per rate.</summary>
    public IReadOnlyList<LineTax> Taxes { get; init; } = [];
}

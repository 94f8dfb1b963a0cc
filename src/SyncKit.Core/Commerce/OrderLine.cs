namespace SyncKit.Commerce;

/// <summary>Goods or a service in an order. Amounts exclude tax.</summary>
public sealed record OrderLine
{
    /// <summary>The shop's id of the line.</summary>
    public required string Id { get; init; }

    /// <summary>What it was called when it was sold.</summary>
    public required string Name { get; init; }

    /// <summary>The stock keeping unit; empty when the product has none or is gone.</summary>
    public string Sku { get; init; } = string.Empty;

    /// <summary>The shop's id of the product; <see langword="null"/> when the product is gone.</summary>
    public string? ProductId { get; init; }

    /// <summary>The shop's id of the variation; <see langword="null"/> when there is none.</summary>
    public string? VariationId { get; init; }

    /// <summary>The name of the product that this is a variation of; empty when it is none.</summary>
    public string ParentName { get; init; } = string.Empty;

    /// <summary>The shop's tax class; empty for the standard one.</summary>
    public string TaxClass { get; init; } = string.Empty;

    /// <summary>How many. Negative in a refund; may be a fraction.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>The amount before coupons.</summary>
    public required decimal Subtotal { get; init; }

    /// <summary>The amount after coupons.</summary>
    public required decimal Total { get; init; }

    /// <summary>The tax on <see cref="Total"/>.</summary>
    public required decimal TotalTax { get; init; }

    /// <summary>The tax per rate.</summary>
    public IReadOnlyList<LineTax> Taxes { get; init; } = [];

    /// <summary>What plug-ins attached.</summary>
    public IReadOnlyList<MetaEntry> Meta { get; init; } = [];
}

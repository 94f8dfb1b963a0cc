namespace SyncKit.Commerce;

/// <summary>A product, or a variation of one.</summary>
public sealed record Product : IRecord
{
    /// <inheritdoc/>
    public static string Kind => "product";

    /// <summary>The shop's id.</summary>
    public required string Id { get; init; }

    /// <summary>The product that this is a variation of; <see langword="null"/> for a product.</summary>
    public string? ParentId { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The stock keeping unit; empty when there is none.</summary>
    public string Sku { get; init; } = string.Empty;

    /// <summary>The kind of product, for example <c>simple</c>.</summary>
    public string Type { get; init; } = string.Empty;

    /// <summary>The price in the shop's currency; <see langword="null"/> when none is set.</summary>
    public decimal? Price { get; init; }

    /// <summary>How many are in stock; <see langword="null"/> when the shop does not count.</summary>
    public decimal? StockQuantity { get; init; }
}

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

    /// <summary>When it was made; <see langword="null"/> when the shop does not say.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }

    /// <summary>The name; of a variation what it is chosen by, for example <c>L, Black</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The stock keeping unit; empty when there is none.</summary>
    public string Sku { get; init; } = string.Empty;

    /// <summary>The number under its bar code, such as a GTIN, EAN or ISBN; empty when there is none.</summary>
    public string GlobalId { get; init; } = string.Empty;

    /// <summary>The kind of product, for example <c>simple</c>, <c>variable</c> or <c>variation</c>.</summary>
    public string Type { get; init; } = string.Empty;

    /// <summary>Where it stands, in the shop's words: <c>publish</c>, <c>draft</c>, <c>trash</c> …</summary>
    public string Status { get; init; } = string.Empty;

    /// <summary>The description for the product list, as the shop's HTML; empty when there is none.</summary>
    public string ShortDescription { get; init; } = string.Empty;

    /// <summary>The price in the shop's currency that is asked now; <see langword="null"/> when none is set.</summary>
    public decimal? Price { get; init; }

    /// <summary>The price when it is not on sale; <see langword="null"/> when none is set.</summary>
    public decimal? RegularPrice { get; init; }

    /// <summary>The price while it is on sale; <see langword="null"/> when none is set.</summary>
    public decimal? SalePrice { get; init; }

    /// <summary>Whether tax is due on it, in the shop's words: <c>taxable</c>, <c>shipping</c> or <c>none</c>.</summary>
    public string TaxStatus { get; init; } = string.Empty;

    /// <summary>The tax class; empty for the standard one.</summary>
    public string TaxClass { get; init; } = string.Empty;

    /// <summary>Whether nothing is shipped, as for services and downloads.</summary>
    public bool IsVirtual { get; init; }

    /// <summary>How many are in stock; <see langword="null"/> when the shop does not count.</summary>
    public decimal? StockQuantity { get; init; }

    /// <summary>Whether it can be had, in the shop's words: <c>instock</c>, <c>outofstock</c> or <c>onbackorder</c>.</summary>
    public string StockStatus { get; init; } = string.Empty;

    /// <summary>The names of the categories that it is in.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Of a variation what it is chosen by, for example <c>Size</c> to <c>L</c>; empty for a product.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Options { get; init; } = [];

    /// <summary>What plug-ins attached, in the shop's order.</summary>
    public IReadOnlyList<MetaEntry> Meta { get; init; } = [];
}

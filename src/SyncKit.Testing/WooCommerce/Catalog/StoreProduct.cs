using System.Text.Json.Serialization;

namespace SyncKit.Testing.WooCommerce;

/// <summary>A product or a variation of the simulated store.</summary>
public sealed class StoreProduct
{
    /// <summary>The product's id; given by the store.</summary>
    [JsonInclude]
    public long Id { get; internal set; }

    /// <summary>The name.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The SKU; empty when there is none.</summary>
    public string Sku { get; set; } = string.Empty;

    /// <summary>Where it stands: <c>publish</c>, <c>draft</c>, <c>private</c>, or <c>trash</c>.</summary>
    /// <value><c>publish</c> by default.</value>
    public string Status { get; set; } = "publish";

    /// <summary>The price without tax when it is not on sale.</summary>
    public decimal Price { get; set; }

    /// <summary>The price without tax while it is on sale; not on sale when absent.</summary>
    public decimal? SalePrice { get; set; }

    /// <summary>The tax class; empty for standard.</summary>
    public string TaxClass { get; set; } = string.Empty;

    /// <summary>Whether it needs no shipping and no handling.</summary>
    public bool Virtual { get; set; }

    /// <summary>The stock; not managed when absent.</summary>
    public int? Stock { get; set; }

    /// <summary>Whether it can be had: <c>instock</c>, <c>outofstock</c> or <c>onbackorder</c>. Where the stock is managed, the store keeps it by what is left.</summary>
    /// <value><c>instock</c> by default.</value>
    public string StockStatus { get; set; } = "instock";

    /// <summary>The variable product's id for a variation; 0 otherwise.</summary>
    public long ParentId { get; set; }

    /// <summary>A variation's choices, for example Size = M.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Attributes { get; set; } = [];

    /// <summary>When it was created.</summary>
    /// <value>The time of adding when absent.</value>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>When it was last modified.</summary>
    /// <value>The time of adding when absent.</value>
    public DateTimeOffset? ModifiedAt { get; set; }

    /// <summary>What it returns to when it is restored from the trash.</summary>
    [JsonInclude]
    internal string? StatusBeforeTrash { get; set; }

    [JsonInclude]
    [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
    internal List<long> VariationIds { get; } = [];
}

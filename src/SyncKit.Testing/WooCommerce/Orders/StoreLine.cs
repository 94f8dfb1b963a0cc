using System.Text.Json.Serialization;

namespace SyncKit.Testing.WooCommerce;

/// <summary>A product line of an order, or of a refund with negative amounts.</summary>
public sealed class StoreLine
{
    /// <summary>The line's id; given by the store.</summary>
    [JsonInclude]
    public long Id { get; internal set; }

    /// <summary>The product's id; 0 when the product was deleted.</summary>
    public long ProductId { get; set; }

    /// <summary>The variation's id; 0 when there is none.</summary>
    public long VariationId { get; set; }

    /// <summary>The name at the time of sale; taken from the product when empty.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The SKU: empty when the product has none, absent when the product was deleted.</summary>
    /// <value>The product's SKU, or absent for an unknown product.</value>
    public string? Sku { get; set; }

    /// <summary>The name of the variable product that a variation belongs to.</summary>
    public string? ParentName { get; set; }

    /// <summary>How many.</summary>
    /// <value>1</value>
    public int Quantity { get; set; } = 1;

    /// <summary>The price of one without tax. When given, <see cref="Subtotal"/> and <see cref="Total"/> are computed from it and from the coupons.</summary>
    /// <value>The product's price when absent and <see cref="Subtotal"/> is 0.</value>
    public decimal? UnitPrice { get; set; }

    /// <summary>The amount without tax before coupons, unrounded.</summary>
    public decimal Subtotal { get; set; }

    /// <summary>The amount without tax after coupons, unrounded.</summary>
    public decimal Total { get; set; }

    /// <summary>The tax class; empty for standard.</summary>
    public string TaxClass { get; set; } = string.Empty;

    /// <summary>Whether the line needs no shipping and no handling.</summary>
    public bool Virtual { get; set; }

    /// <summary>The line's meta data.</summary>
    [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
    public IList<StoreMeta> Meta { get; } = [];

    /// <summary>The tax after coupons: the sum of the rates' rounded amounts.</summary>
    [JsonInclude]
    public decimal TotalTax { get; internal set; }

    /// <summary>The tax before coupons.</summary>
    [JsonInclude]
    public decimal SubtotalTax { get; internal set; }

    /// <summary>The tax per rate.</summary>
    [JsonInclude]
    public IReadOnlyList<StoreTaxAmount> Taxes { get; internal set; } = [];
}

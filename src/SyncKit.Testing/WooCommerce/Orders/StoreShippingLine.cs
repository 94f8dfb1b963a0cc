using System.Text.Json.Serialization;

namespace SyncKit.Testing.WooCommerce;

/// <summary>A shipping line of an order, or of a refund with a negative amount.</summary>
public sealed class StoreShippingLine
{
    /// <summary>The line's id; given by the store.</summary>
    [JsonInclude]
    public long Id { get; internal set; }

    /// <summary>The method's title.</summary>
    /// <value><c>Flat rate</c></value>
    public string Title { get; set; } = "Flat rate";

    /// <summary>The method's id.</summary>
    /// <value><c>flat_rate</c></value>
    public string MethodId { get; set; } = "flat_rate";

    /// <summary>The amount without tax.</summary>
    public decimal Total { get; set; }

    /// <summary>Whether shipping rates apply.</summary>
    /// <value>true</value>
    public bool Taxable { get; set; } = true;

    /// <summary>The tax.</summary>
    [JsonInclude]
    public decimal TotalTax { get; internal set; }

    /// <summary>The tax per rate.</summary>
    [JsonInclude]
    public IReadOnlyList<StoreTaxAmount> Taxes { get; internal set; } = [];

    [JsonInclude]
    internal long RefundedItemId { get; set; }

    [JsonInclude]
    internal long RefundedItemMetaId { get; set; }
}

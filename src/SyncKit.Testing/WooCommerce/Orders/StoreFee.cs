using System.Text.Json.Serialization;

namespace SyncKit.Testing.WooCommerce;

/// <summary>A fee of an order; a negative one is a discount.</summary>
public sealed class StoreFee
{
    /// <summary>The fee's id; given by the store.</summary>
    [JsonInclude]
    public long Id { get; internal set; }

    /// <summary>What the fee is for.</summary>
    public string Name { get; set; } = "Fee";

    /// <summary>The amount without tax.</summary>
    public decimal Total { get; set; }

    /// <summary>Whether the standard rates apply.</summary>
    /// <value>true</value>
    public bool Taxable { get; set; } = true;

    /// <summary>The tax; negative for a negative fee.</summary>
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

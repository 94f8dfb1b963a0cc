using System.Text.Json.Serialization;

namespace SyncKit.Testing.WooCommerce;

/// <summary>A refund of an order. Its lines carry negative quantities and amounts.</summary>
public sealed class StoreRefund
{
    /// <summary>The refund's id; given by the store.</summary>
    [JsonInclude]
    public long Id { get; internal set; }

    /// <summary>The refunded order's id.</summary>
    [JsonInclude]
    public long OrderId { get; internal set; }

    /// <summary>The refunded amount with tax, positive.</summary>
    [JsonInclude]
    public decimal Amount { get; internal set; }

    /// <summary>The tax within the amount, positive; 0 for a refund of an amount only.</summary>
    [JsonInclude]
    public decimal Tax { get; internal set; }

    /// <summary>The reason.</summary>
    [JsonInclude]
    public string Reason { get; internal set; } = string.Empty;

    /// <summary>When it was made, in whole seconds.</summary>
    [JsonInclude]
    public DateTimeOffset CreatedAt { get; internal set; }

    /// <summary>The refunded product lines.</summary>
    [JsonIgnore]
    public IReadOnlyList<StoreLine> Lines => LineList;

    /// <summary>The refunded shipping lines.</summary>
    [JsonIgnore]
    public IReadOnlyList<StoreShippingLine> ShippingLines => ShippingList;

    /// <summary>The refunded fees.</summary>
    [JsonIgnore]
    public IReadOnlyList<StoreFee> Fees => FeeList;

    [JsonInclude]
    [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
    internal List<StoreLine> LineList { get; } = [];

    [JsonInclude]
    [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
    internal List<StoreShippingLine> ShippingList { get; } = [];

    [JsonInclude]
    [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
    internal List<StoreFee> FeeList { get; } = [];

    [JsonInclude]
    [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
    internal List<StoreTaxLine> TaxLines { get; } = [];

    [JsonInclude]
    internal bool Full { get; set; }

    [JsonInclude]
    internal long TypeMetaId { get; set; }
}

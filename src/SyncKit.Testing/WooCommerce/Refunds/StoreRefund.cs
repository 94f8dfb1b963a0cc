namespace SyncKit.Testing.WooCommerce;

/// <summary>A refund of an order. Its lines carry negative quantities and amounts.</summary>
public sealed class StoreRefund
{
    /// <summary>The refund's id; given by the store.</summary>
    public long Id { get; internal init; }

    /// <summary>The refunded order's id.</summary>
    public long OrderId { get; internal init; }

    /// <summary>The refunded amount with tax, positive.</summary>
    public decimal Amount { get; internal init; }

    /// <summary>The tax within the amount, positive; 0 for a refund of an amount only.</summary>
    public decimal Tax { get; internal set; }

    /// <summary>The reason.</summary>
    public string Reason { get; internal init; } = string.Empty;

    /// <summary>When it was made, in whole seconds.</summary>
    public DateTimeOffset CreatedAt { get; internal init; }

    /// <summary>The refunded product lines.</summary>
    public IReadOnlyList<StoreLine> Lines => LineList;

    /// <summary>The refunded shipping lines.</summary>
    public IReadOnlyList<StoreShippingLine> ShippingLines => ShippingList;

    /// <summary>The refunded fees.</summary>
    public IReadOnlyList<StoreFee> Fees => FeeList;

    internal List<StoreLine> LineList { get; } = [];

    internal List<StoreShippingLine> ShippingList { get; } = [];

    internal List<StoreFee> FeeList { get; } = [];

    internal List<StoreTaxLine> TaxLines { get; } = [];

    internal bool Full { get; init; }

    internal long TypeMetaId { get; init; }
}

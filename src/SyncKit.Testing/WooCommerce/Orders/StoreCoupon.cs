using System.Text.Json.Serialization;

namespace SyncKit.Testing.WooCommerce;

/// <summary>A coupon used in an order.</summary>
public sealed class StoreCoupon
{
    /// <summary>The coupon line's id; given by the store.</summary>
    [JsonInclude]
    public long Id { get; internal set; }

    /// <summary>The coupon's code in lower case.</summary>
    public string Code { get; set; } = string.Empty;

    /// <summary>Whether <see cref="Amount"/> is a percentage of each line; otherwise it is an amount off the whole cart.</summary>
    public bool Percent { get; set; }

    /// <summary>The percentage, or the amount in the order's currency without tax.</summary>
    public decimal Amount { get; set; }

    /// <summary>What the coupon took off, without tax.</summary>
    [JsonInclude]
    public decimal Discount { get; internal set; }

    /// <summary>The tax that the coupon took off.</summary>
    [JsonInclude]
    public decimal DiscountTax { get; internal set; }

    [JsonInclude]
    internal long MetaId { get; set; }
}

using System.Text.Json.Serialization;

namespace SyncKit.QuickBooks;

/// <summary>How what coupons and rebates take off is shown.</summary>
public enum CouponPlace
{
    /// <summary>As one discount line, where the company allows discounts and prices do not include tax; else as reduced amounts.</summary>
    [JsonStringEnumMemberName("DiscountLine")]
    DiscountLine,

    /// <summary>As reduced amounts.</summary>
    [JsonStringEnumMemberName("NetPrices")]
    NetPrices,
}

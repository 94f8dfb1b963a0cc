using System.Text.Json;
using SyncKit.WooCommerce.Api;
using SyncKit.WooCommerce.Parsing;

namespace SyncKit.WooCommerce.Orders;

/// <summary>Writes the role of an order's customer into the order, which a store gives separately. Pure, and the same bytes every time.</summary>
internal static class CustomerRole
{
    /// <summary>The order's bytes with the role as their first member; as they are for a guest and for a customer who has no role or is gone.</summary>
    public static ReadOnlyMemory<byte> Add(OrderHead order, IReadOnlyDictionary<long, string> roles)
    {
        if (order.CustomerId is not { } customer || !roles.TryGetValue(customer, out string? role))
        {
            return order.Raw;
        }

        ReadOnlySpan<byte> value = JsonEncodedText.Encode(role).EncodedUtf8Bytes;
        return (byte[])[.. "{\""u8, .. OrderFields.CustomerRole, .. "\":\""u8, .. value, .. "\","u8, .. order.Raw.Span[1..]];
    }
}

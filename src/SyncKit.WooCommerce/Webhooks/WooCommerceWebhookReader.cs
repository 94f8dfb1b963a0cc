using System.Text.Json;
using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Discovery;
using SyncKit.Webhooks;
using SyncKit.WooCommerce.Api;
using SyncKit.WooCommerce.Orders;

namespace SyncKit.WooCommerce.Webhooks;

/// <summary>Verifies and reads a store's deliveries. Only the body is signed, so nothing a header says is believed without it.</summary>
internal sealed class WooCommerceWebhookReader : IWebhookReader
{
    private const string SignatureHeader = "X-WC-Webhook-Signature";
    private const string TopicHeader = "X-WC-Webhook-Topic";
    private const int LongestPing = 64;

    /// <inheritdoc/>
    public WebhookReading Read(Connection connection, CredentialSet credentials, WebhookDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(credentials);
        ArgumentNullException.ThrowIfNull(delivery);
        string? signature = Header(delivery, SignatureHeader);
        if (signature is null && IsPing(delivery.Body.Span))
        {
            return WebhookReading.Ignored("The store tried the address while it made the webhook.");
        }

        Secret? secret = credentials.Find(WooCommerceCredentials.WebhookSecret);
        Secret? previous = credentials.Find(WooCommerceCredentials.PreviousWebhookSecret);
        if (secret is null && previous is null)
        {
            return WebhookReading.Forged("The connection has no webhook secret to check the signature with.");
        }

        if (signature is null)
        {
            return WebhookReading.Forged("The delivery is not signed.");
        }

        return DeliverySignature.Matches(signature, delivery.Body.Span, secret, previous)
            ? ReadGenuine(connection, delivery)
            : WebhookReading.Forged("The signature is not that of the body under the webhook secret.");
    }

    private static WebhookReading ReadGenuine(Connection connection, WebhookDelivery delivery)
    {
        string? topic = Header(delivery, TopicHeader);
        if (topic is not ("order.created" or "order.updated" or "order.restored" or "order.deleted"))
        {
            return WebhookReading.Ignored("The delivery is about something else than orders.");
        }

        OrderHead order;
        try
        {
            order = OrderHead.ReadOne(JsonEdge.Trim(delivery.Body));
        }
        catch (JsonException)
        {
            return WebhookReading.Malformed("The body is not JSON.");
        }

        if (order.Id is not { } id)
        {
            // What an order.updated holds whose order was deleted before the store sent it.
            return StoreError.Read(delivery.Body).Code.Length > 0
                ? WebhookReading.Ignored("The order was gone before the store sent the delivery.")
                : WebhookReading.Malformed("The body holds no id of an order.");
        }

        // The refunds in the body are a summary, and the customer's role is not in it; of a deleted order only a fetch tells whether it is in the trash or gone.
        bool lacksRole = order.CustomerId is not null && StoreSettings.WantsRoles(connection);
        bool complete = topic != "order.deleted" && order.IsWhole && !order.HasRefunds && !lacksRole;
        SourceRecord record = complete
            ? OrderRecord.Of(order, order.ModifiedAt!.Value)
            : OrderRecord.Thin(id, topic == "order.deleted" ? delivery.ReceivedAt : order.ModifiedAt ?? delivery.ReceivedAt);
        return WebhookReading.Accepted(Order.Kind, [record]);
    }

    private static bool IsPing(ReadOnlySpan<byte> body)
    {
        ReadOnlySpan<byte> start = "webhook_id="u8;
        return body.Length > start.Length && body.Length <= LongestPing && body.StartsWith(start) && !body[start.Length..].ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    private static string? Header(WebhookDelivery delivery, string name)
    {
        if (delivery.Headers.TryGetValue(name, out string? value))
        {
            return value;
        }

        foreach (KeyValuePair<string, string> header in delivery.Headers)
        {
            if (string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase))
            {
                return header.Value;
            }
        }

        return null;
    }
}

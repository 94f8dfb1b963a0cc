using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Webhooks;

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

    private static WebhookReading ReadGenuine(Connection connection, WebhookDelivery delivery) =>
        DeliveryTopic.Find(Header(delivery, TopicHeader)) is { } topic
            ? DeliveredRecord.Read(topic, connection, delivery)
            : WebhookReading.Ignored("The delivery is about something else than orders, products and customers.");

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

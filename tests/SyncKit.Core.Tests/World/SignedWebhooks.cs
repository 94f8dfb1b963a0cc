using System.Text.Json;
using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Webhooks;

namespace SyncKit.Core.Tests.World;

/// <summary>
/// Reads one order per delivery when the signature is the secret. The header <c>key</c> tells deliveries apart, <c>forget</c> names one that may come again,
/// <c>trigger</c> says that the shop did not say what changed, <c>kind</c> names another kind.
/// </summary>
internal sealed class SignedWebhooks(Shops shops) : IWebhookReader
{
    public WebhookReading Read(Connection connection, CredentialSet credentials, WebhookDelivery delivery)
    {
        string? signature = delivery.Headers.GetValueOrDefault("signature");
        if (signature is null || (signature != credentials.Find("secret")?.Reveal() && signature != credentials.Find("webhook_secret")?.Reveal()
            && signature != credentials.Find("webhook_secret_previous")?.Reveal()))
        {
            return WebhookReading.Forged("The signature does not fit.");
        }

        bool triggers = delivery.Headers.ContainsKey("trigger");
        return WebhookReading.Accepted(
            delivery.Headers.GetValueOrDefault("kind", Order.Kind),
            triggers ? [] : [shops.Of(connection.Id.Tenant).Send(JsonSerializer.Deserialize<ShopOrder>(delivery.Body.Span)!)]) with
        {
            DeliveryKey = delivery.Headers.GetValueOrDefault("key", string.Empty),
            ForgottenKeys = delivery.Headers.TryGetValue("forget", out string? forgotten) ? [forgotten] : [],
            TriggersDiscovery = triggers,
        };
    }
}

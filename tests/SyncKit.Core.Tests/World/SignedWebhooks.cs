using System.Text.Json;
using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Webhooks;

namespace SyncKit.Core.Tests.World;

/// <summary>Reads one order per delivery when the signature is the secret.</summary>
internal sealed class SignedWebhooks(Shops shops) : IWebhookReader
{
    public WebhookReading Read(Connection connection, CredentialSet credentials, WebhookDelivery delivery) =>
        delivery.Headers.GetValueOrDefault("signature") == credentials.Find("secret")?.Reveal()
            ? WebhookReading.Accepted(Order.Kind, [shops.Of(connection.Id.Tenant).Send(JsonSerializer.Deserialize<ShopOrder>(delivery.Body.Span)!)])
            : WebhookReading.Forged("The signature does not fit.");
}

using System.Text.Json;
using SyncKit.Connections;
using SyncKit.Ledger;
using SyncKit.Webhooks;

namespace SyncKit.Core.Tests.Webhooks;

/// <summary>Events as JSON; an account is the tenant; everything up to the write of a document is its echo.</summary>
internal sealed class FakeAppWebhooks : IAppWebhookReader
{
    public AppWebhookReading Read(WebhookDelivery delivery) => delivery.Headers.ContainsKey("signed")
        ? AppWebhookReading.Accepted(JsonSerializer.Deserialize<AppWebhookEvent[]>(delivery.Body.Span)!)
        : AppWebhookReading.Forged("It is not signed.");

    public string? AccountOf(Connection connection) => connection.Id.Tenant.Value;

    public bool IsEcho(AppWebhookEvent reported, LedgerDocument document) => reported.At <= document.WrittenAt;
}

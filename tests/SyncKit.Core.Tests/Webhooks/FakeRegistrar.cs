using SyncKit.Connections;
using SyncKit.Faults;
using SyncKit.Webhooks;

namespace SyncKit.Core.Tests.Webhooks;

/// <summary>A shop's webhooks of one topic, which a test switches off.</summary>
internal sealed class FakeRegistrar : IWebhookRegistrar
{
    public RegisteredWebhook? Webhook { get; set; }

    public List<Uri> Ensured { get; } = [];

    public Failure? Refusal { get; set; }

    public Task<IReadOnlyList<RegisteredWebhook>> ListAsync(Connection connection, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<RegisteredWebhook>>(Webhook is null ? [] : [Webhook]);

    public Task<WebhookRepair> EnsureAsync(Connection connection, Uri deliveryUrl, CancellationToken cancellationToken)
    {
        Ensured.Add(deliveryUrl);
        if (Refusal is { } refusal)
        {
            throw new ConnectorException(refusal);
        }

        WebhookAction action = Webhook switch
        {
            null => WebhookAction.Created,
            { IsActive: true } => WebhookAction.Kept,
            _ => WebhookAction.Replaced,
        };
        Webhook = action == WebhookAction.Kept ? Webhook! : new RegisteredWebhook($"{Ensured.Count}", "order.updated", deliveryUrl.AbsoluteUri, true, "SyncKit");
        return Task.FromResult(new WebhookRepair([new RepairedWebhook(Webhook, action, "It was switched off.")], []));
    }

    public Task<int> RemoveAsync(Connection connection, Uri deliveryUrl, CancellationToken cancellationToken) => Task.FromResult(0);
}

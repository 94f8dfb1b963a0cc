using SyncKit.Connections;
using SyncKit.Connectors;
using SyncKit.Credentials;
using SyncKit.Faults;
using SyncKit.Flows;
using SyncKit.Webhooks;
using SyncKit.WooCommerce.Api;

namespace SyncKit.WooCommerce.Webhooks;

/// <summary>Keeps a connection's webhooks in its store.</summary>
internal sealed class WooCommerceWebhookRegistrar(StoreClient client, ICredentialStore credentials, IConnectionStore connections, FlowCatalog flows)
    : IWebhookRegistrar
{
    private readonly WebhooksApi webhooks = new(client);
    private readonly WebhookTopics topics = new(connections, flows);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RegisteredWebhook>> ListAsync(Connection connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return await webhooks.ListAsync(connection, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<WebhookRepair> EnsureAsync(Connection connection, Uri deliveryUrl, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(deliveryUrl);
        IReadOnlyList<Finding> findings = DeliveryTarget.Check(deliveryUrl);
        IReadOnlyList<string> wanted = await WantedAsync(connection, cancellationToken).ConfigureAwait(false);
        Secret secret = await SecretAsync(connection.Id, cancellationToken).ConfigureAwait(false);
        List<RegisteredWebhook> registered = await webhooks.ListAsync(connection, cancellationToken).ConfigureAwait(false);
        WebhookPlan plan = WebhookPlan.Make(registered, wanted, connection.Id, deliveryUrl);
        List<RepairedWebhook> done = [];
        foreach (TopicPlan topic in plan.Topics)
        {
            done.Add(topic.Stays is { } stays
                ? await KeepAsync(connection, stays, secret, cancellationToken).ConfigureAwait(false)
                : await MakeAsync(connection, topic, deliveryUrl, secret, cancellationToken).ConfigureAwait(false));

            // Made before the old ones go, so that no change falls between.
            foreach (RegisteredWebhook old in topic.Go)
            {
                await webhooks.DeleteAsync(connection, old.Id, cancellationToken).ConfigureAwait(false);
                if (topic.Stays is not null)
                {
                    done.Add(new RepairedWebhook(old, WebhookAction.Removed, $"{Trouble(old, deliveryUrl)} Another one delivers {old.Topic}."));
                }
            }
        }

        foreach (RegisteredWebhook unwanted in plan.Unwanted)
        {
            await webhooks.DeleteAsync(connection, unwanted.Id, cancellationToken).ConfigureAwait(false);
            done.Add(new RepairedWebhook(unwanted, WebhookAction.Removed, $"Nothing here takes {unwanted.Topic}."));
        }

        return new WebhookRepair(done, findings);
    }

    /// <inheritdoc/>
    public async Task<int> RemoveAsync(Connection connection, Uri deliveryUrl, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(deliveryUrl);
        int removed = 0;
        foreach (RegisteredWebhook webhook in await webhooks.ListAsync(connection, cancellationToken).ConfigureAwait(false))
        {
            if (WebhookPlan.IsOurs(webhook, connection.Id, deliveryUrl))
            {
                removed += await webhooks.DeleteAsync(connection, webhook.Id, cancellationToken).ConfigureAwait(false) ? 1 : 0;
            }
        }

        return removed;
    }

    private async Task<RepairedWebhook> KeepAsync(Connection connection, RegisteredWebhook stays, Secret secret, CancellationToken cancellationToken)
    {
        // No store tells the secret, so it is set each time: nothing else shows that the shop still signs with an older one.
        string name = WebhookPlan.NameOf(connection.Id, stays.Topic);
        RegisteredWebhook now = await webhooks.UpdateAsync(connection, stays.Id, name, secret, cancellationToken).ConfigureAwait(false);
        return string.Equals(stays.Name, name, StringComparison.Ordinal)
            ? new RepairedWebhook(now, WebhookAction.Kept, $"It delivers {stays.Topic}.")
            : new RepairedWebhook(now, WebhookAction.Corrected, $"It was called \"{stays.Name}\".");
    }

    private async Task<RepairedWebhook> MakeAsync(
        Connection connection, TopicPlan topic, Uri deliveryUrl, Secret secret, CancellationToken cancellationToken)
    {
        string name = WebhookPlan.NameOf(connection.Id, topic.Topic);
        RegisteredWebhook? made = await webhooks.CreateAsync(connection, name, topic.Topic, deliveryUrl, secret, cancellationToken).ConfigureAwait(false)
            ?? await FindMadeAsync(connection, topic.Topic, deliveryUrl, cancellationToken).ConfigureAwait(false);
        if (made is null)
        {
            throw new ConnectorException(new Failure(
                FailureKind.Transient,
                "woocommerce.webhook-uncertain",
                $"{StoreClient.AddressOf(connection).Host} did not say whether it made the webhook for {topic.Topic}, and lists none.",
                "Nothing needs to be done unless it lasts: the next attempt looks first and goes on from there."));
        }

        return topic.Go is [{ } old, ..]
            ? new RepairedWebhook(made, WebhookAction.Replaced, Trouble(old, deliveryUrl))
            : new RepairedWebhook(made, WebhookAction.Created, $"The store had no webhook for {topic.Topic}.");
    }

    /// <summary>Looks for a webhook whose making was not answered.</summary>
    private async Task<RegisteredWebhook?> FindMadeAsync(Connection connection, string topic, Uri deliveryUrl, CancellationToken cancellationToken)
    {
        List<RegisteredWebhook> now = await webhooks.ListAsync(connection, cancellationToken).ConfigureAwait(false);
        return now.Find(webhook => webhook.IsActive && string.Equals(webhook.Topic, topic, StringComparison.Ordinal) && WebhookPlan.GoesTo(webhook, deliveryUrl));
    }

    /// <summary>A re-activated webhook keeps its count of failures, so that the next one switches it off again: that is why it is made anew.</summary>
    private static string Trouble(RegisteredWebhook webhook, Uri deliveryUrl) => webhook switch
    {
        _ when !WebhookPlan.GoesTo(webhook, deliveryUrl) => "It delivered to another address.",
        { IsActive: false } => "It was switched off, by the store after seven failed deliveries or by a person.",
        _ => "It was double.",
    };

    private async Task<IReadOnlyList<string>> WantedAsync(Connection connection, CancellationToken cancellationToken)
    {
        // Says what is wrong with settings that cannot be read.
        _ = StoreClient.AddressOf(connection);
        WooCommerceSettings settings = connection.Settings.As(WooCommerceSettingsJson.Default.WooCommerceSettings);
        IReadOnlyList<string> wanted = await topics.OfAsync(connection, settings, cancellationToken).ConfigureAwait(false);
        return wanted.FirstOrDefault(static topic => DeliveryTopic.Find(topic) is null) is { } unknown
            ? throw new ConnectorException(new Failure(
                FailureKind.NeedsAttention,
                "woocommerce.settings",
                $"webhookTopics names \"{unknown}\", which is no topic that SyncKit reads.",
                "Name topics of orders, products or customers, for example order.updated, or leave webhookTopics out."))
            : wanted;
    }

    private async Task<Secret> SecretAsync(ConnectionId connection, CancellationToken cancellationToken)
    {
        StoredCredentials? stored = await credentials.FindAsync(connection, "register webhooks", cancellationToken).ConfigureAwait(false);
        return stored?.Secrets.Find(WooCommerceCredentials.WebhookSecret) ?? throw new ConnectorException(new Failure(
            FailureKind.NeedsAttention,
            "woocommerce.webhook-secret",
            $"The connection {connection} has no {WooCommerceCredentials.WebhookSecret} that the store could sign with.",
            "Open the connection's webhook address first, which makes the secret, or enter one."));
    }
}

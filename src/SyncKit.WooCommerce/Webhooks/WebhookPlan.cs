using SyncKit.Connections;
using SyncKit.Webhooks;

namespace SyncKit.WooCommerce.Webhooks;

/// <summary>What is to be done with a store's webhooks so that each topic is delivered once, to one address. Pure.</summary>
/// <param name="Topics">For each wanted topic the webhook that stays, if there is one, and those that go.</param>
/// <param name="Unwanted">Webhooks of ours for other topics.</param>
internal sealed record WebhookPlan(IReadOnlyList<TopicPlan> Topics, IReadOnlyList<RegisteredWebhook> Unwanted)
{
    private const string Mark = "SyncKit ";

    /// <summary>The name under which a connection's webhook is seen in the store; the same for one topic every time.</summary>
    public static string NameOf(ConnectionId connection, string topic) => $"{Mark}{topic}{SuffixOf(connection)}";

    /// <summary>Whether a webhook is the connection's: it goes to its address, which nobody else knows, or bears its name.</summary>
    public static bool IsOurs(RegisteredWebhook webhook, ConnectionId connection, Uri deliveryUrl) =>
        GoesTo(webhook, deliveryUrl)
        || (webhook.Name.StartsWith(Mark, StringComparison.Ordinal) && webhook.Name.EndsWith(SuffixOf(connection), StringComparison.Ordinal));

    /// <summary>Whether a webhook delivers to an address.</summary>
    public static bool GoesTo(RegisteredWebhook webhook, Uri deliveryUrl) =>
        Uri.TryCreate(webhook.Url, UriKind.Absolute, out Uri? url) && string.Equals(url.AbsoluteUri, deliveryUrl.AbsoluteUri, StringComparison.Ordinal);

    /// <summary>Makes the plan.</summary>
    public static WebhookPlan Make(
        IEnumerable<RegisteredWebhook> registered, IReadOnlyList<string> topics, ConnectionId connection, Uri deliveryUrl)
    {
        ILookup<string, RegisteredWebhook> ours = registered
            .Where(webhook => IsOurs(webhook, connection, deliveryUrl))
            .ToLookup(static webhook => webhook.Topic, StringComparer.Ordinal);
        return new WebhookPlan(
            [.. topics.Select(topic => Plan(topic, [.. ours[topic]], deliveryUrl))],
            [.. ours.Where(group => !topics.Contains(group.Key, StringComparer.Ordinal)).SelectMany(static group => group)]);
    }

    private static TopicPlan Plan(string topic, List<RegisteredWebhook> ours, Uri deliveryUrl)
    {
        RegisteredWebhook? stays = ours.Find(webhook => webhook.IsActive && GoesTo(webhook, deliveryUrl));
        return new TopicPlan(topic, stays, [.. ours.Where(webhook => webhook != stays)]);
    }

    private static string SuffixOf(ConnectionId connection) => $" ({connection})";
}

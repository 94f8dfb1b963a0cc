using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Flows;

namespace SyncKit.WooCommerce.Webhooks;

/// <summary>Says which topics a store is to deliver: those that its settings name, or else those of the kinds that flows take from it.</summary>
internal sealed class WebhookTopics(IConnectionStore connections, FlowCatalog flows)
{
    /// <summary>The topics, those of orders when nothing names any.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(Connection connection, WooCommerceSettings settings, CancellationToken cancellationToken)
    {
        if (settings.WebhookTopics is { Count: > 0 } named)
        {
            return [.. named.Distinct(StringComparer.Ordinal)];
        }

        IReadOnlyList<FlowBinding> bindings = await connections.ListBindingsAsync(connection.Id.Tenant, cancellationToken).ConfigureAwait(false);
        HashSet<string> kinds = [.. bindings
            .Where(binding => binding.Source == connection.Id)
            .Select(binding => flows.Find(binding.Flow)?.Kind)
            .OfType<string>()];
        string[] topics = [.. DeliveryTopic.All.Where(topic => kinds.Contains(topic.Kind)).Select(static topic => topic.Name)];
        return topics.Length > 0 ? topics : [.. DeliveryTopic.All.Where(static topic => topic.Kind == Order.Kind).Select(static topic => topic.Name)];
    }
}

using SyncKit.Connections;
using SyncKit.Flows;

namespace SyncKit.Discovery;

/// <summary>Finds the streams that a tenant's bound flows feed from.</summary>
internal sealed class StreamCatalog(FlowCatalog flows, IConnectionStore connections)
{
    public async Task<IReadOnlyList<BoundStream>> ListAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        IReadOnlyList<FlowBinding> bindings = await connections.ListBindingsAsync(tenant, cancellationToken).ConfigureAwait(false);
        return [.. flows.Match(bindings)
            .GroupBy(match => new StreamId(match.Binding.Source, match.Flow.Kind), match => match.Binding)
            .Select(group => new BoundStream(group.Key, [.. group]))];
    }
}

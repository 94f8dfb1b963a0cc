using SyncKit.Connections;
using SyncKit.Flows;

namespace SyncKit.Lanes;

/// <summary>Finds the lanes that a tenant's bound flows lead to.</summary>
internal sealed class LaneCatalog(FlowCatalog flows, IConnectionStore connections)
{
    public async Task<IReadOnlyList<ConnectionId>> ListAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        IReadOnlyList<FlowBinding> bindings = await connections.ListBindingsAsync(tenant, cancellationToken).ConfigureAwait(false);
        return [.. flows.Match(bindings).Select(match => match.Binding.Destination).Distinct()];
    }
}

using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Flows;
using SyncKit.Supabase.Mapping;

namespace SyncKit.Supabase.Checking;

/// <summary>Knows which tables a connection will be written to: by the flows that end there, and by the tables that its settings name.</summary>
internal sealed class WrittenTables(IConnectionStore? connections = null, FlowCatalog? flows = null)
{
    public async Task<IReadOnlyList<TableMap>> OfAsync(Connection connection, Layout layout, CancellationToken cancellationToken)
    {
        HashSet<string> kinds = await KindsAsync(connection.Id, cancellationToken).ConfigureAwait(false);
        return
        [
            .. layout.Tables.Where(map => kinds.Contains(KindOf(map.Kind)) || IsNamed(map)
                || (map.Kind.IsOfOrder && IsNamed(layout.Orders.Map))),
        ];
    }

    private static bool IsNamed(TableMap map) => map.Name != map.Kind.DefaultTable || map.Columns.Count != map.Kind.Fields.Count;

    private static string KindOf(TableKind kind) => kind == TableKind.Customers ? Customer.Kind : kind == TableKind.Products ? Product.Kind : Order.Kind;

    private async Task<HashSet<string>> KindsAsync(ConnectionId connection, CancellationToken cancellationToken)
    {
        if (connections is null || flows is null)
        {
            return [];
        }

        IReadOnlyList<FlowBinding> bindings = await connections.ListBindingsAsync(connection.Tenant, cancellationToken).ConfigureAwait(false);
        return [.. bindings.Where(binding => binding.Destination == connection).Select(binding => flows.Find(binding.Flow)?.Kind).OfType<string>()];
    }
}

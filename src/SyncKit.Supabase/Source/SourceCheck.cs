using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Connectors;
using SyncKit.Faults;
using SyncKit.Flows;
using SyncKit.Supabase.Api;

namespace SyncKit.Supabase.Source;

/// <summary>Checks the tables that a connection is read from by reading a row of each: those of its flows, and those that its settings name.</summary>
internal sealed class SourceCheck(ProjectClient client, TimeProvider time, IConnectionStore? connections = null, FlowCatalog? flows = null)
{
    private readonly RowReader rows = new(client, time);

    /// <exception cref="ConnectorException">The project could not be asked.</exception>
    public async Task<IReadOnlyList<Finding>> RunAsync(Connection connection, CancellationToken cancellationToken)
    {
        SupabaseSources? sources = ProjectClient.SettingsOf(connection).Sources;
        HashSet<string> kinds = await KindsAsync(connection.Id, cancellationToken).ConfigureAwait(false);
        List<Finding> findings = [];
        foreach ((string kind, string setting, SupabaseSource? source, RecordKind record) in new[]
        {
            (Order.Kind, "sources.orders", sources?.Orders, RecordKind.Orders),
            (Product.Kind, "sources.products", sources?.Products, RecordKind.Products),
            (Customer.Kind, "sources.customers", sources?.Customers, RecordKind.Customers),
        })
        {
            if (kinds.Contains(kind) || (source is not null && source != new SupabaseSource()))
            {
                await CheckAsync(connection, setting, record, findings, cancellationToken).ConfigureAwait(false);
            }
        }

        return findings;
    }

    private async Task CheckAsync(Connection connection, string setting, RecordKind kind, List<Finding> findings, CancellationToken cancellationToken)
    {
        try
        {
            RecordMapping mapping = kind.Mapping(ProjectClient.SettingsOf(connection), connection.Id.Tenant);
            RowMapping record = mapping.Record;
            string column = record.Column(SourceFields.UpdatedAt);
            await TryAsync(connection, record, [SourceFields.UpdatedAt, record.Fields.Id], [$"{ApiName.Of(column)}=not.is.null"], cancellationToken).ConfigureAwait(false);
            foreach ((_, RowMapping children) in mapping.Children.Where(static child => child.Rows.Table.Length > 0))
            {
                await TryAsync(connection, children, [SourceFields.OrderId, children.Fields.Id], [], cancellationToken).ConfigureAwait(false);
            }

            RowMapping ids = record with { Columns = new Dictionary<string, string> { [record.Fields.Id] = record.Column(record.Fields.Id) }, Extras = new Dictionary<string, string>() };
            if (await TryAsync(connection, ids, [record.Fields.Id], [$"{ApiName.Of(column)}=is.null"], cancellationToken).ConfigureAwait(false))
            {
                findings.Add(new Finding(
                    FindingSeverity.Error,
                    setting,
                    $"Rows of {record.Table} have nothing in the column {column}, so they are never read: fill it, give it the default now(), and let it not be null."));
            }
        }
        catch (ConnectorException exception) when (exception.Failure.Kind is FailureKind.NeedsAttention or FailureKind.Permanent)
        {
            findings.Add(new Finding(FindingSeverity.Error, setting, $"{exception.Failure.Message} {exception.Failure.Remedy}"));
        }
    }

    private async Task<bool> TryAsync(Connection connection, RowMapping mapping, string[] sorted, string[] conditions, CancellationToken cancellationToken)
    {
        (RowPage? page, _) = await rows.ReadAsync(connection, mapping, sorted, conditions, null, 1, cancellationToken).ConfigureAwait(false);
        return page is not null;
    }

    private async Task<HashSet<string>> KindsAsync(ConnectionId connection, CancellationToken cancellationToken)
    {
        if (connections is null || flows is null)
        {
            return [];
        }

        IReadOnlyList<FlowBinding> bindings = await connections.ListBindingsAsync(connection.Tenant, cancellationToken).ConfigureAwait(false);
        return [.. bindings.Where(binding => binding.Source == connection).Select(binding => flows.Find(binding.Flow)?.Kind).OfType<string>()];
    }
}

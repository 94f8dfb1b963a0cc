using Microsoft.Extensions.Options;
using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Supabase.Api;

namespace SyncKit.Supabase.Source;

/// <summary>Reads customers from a project's tables, the tenant's own or those of the default schema.</summary>
internal sealed class SupabaseCustomerSource(ProjectClient client, IOptions<SupabaseOptions> options, TimeProvider time) : ISource<Customer>
{
    private readonly RecordReader reader = new(client, new RowReader(client, time), RecordKind.Customers, options.Value.PageSize, time);

    /// <inheritdoc/>
    public IAsyncEnumerable<SourcePage> ReadAsync(SourceRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return reader.ReadAsync(request, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<SourceRecord>> FetchAsync(Connection connection, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(ids);
        return reader.FetchAsync(connection, ids, cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<string>> ListIdsAsync(Connection connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return reader.ListIdsAsync(connection, cancellationToken);
    }

    /// <inheritdoc/>
    public Customer Parse(ReadOnlyMemory<byte> raw) => CustomerParser.Parse(raw);
}

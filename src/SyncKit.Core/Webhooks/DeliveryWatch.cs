using System.Collections.Concurrent;
using SyncKit.Connections;
using SyncKit.Discovery;

namespace SyncKit.Webhooks;

/// <summary>Notes what polling finds in accounts that should deliver it, to see later whether they did.</summary>
internal sealed class DeliveryWatch(IWebhookEndpointStore endpoints, IWebhookHistory history, TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<TenantId, (DateTimeOffset ReadAt, HashSet<ConnectionId> Live)> known = new();

    /// <summary>Notes a page that an incremental run found after the first one; the account should have delivered its records.</summary>
    public async Task FoundAsync(StreamId stream, IReadOnlyList<SourceRecord> records, CancellationToken cancellationToken)
    {
        if (records.Count == 0 || !await DeliversAsync(stream.Source, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        ToldRecord[] found =
        [
            .. records
                .GroupBy(record => record.Id, StringComparer.Ordinal)
                .Select(record => new ToldRecord(stream.Kind, record.Key, record.Max(each => each.ModifiedAt))),
        ];
        await history.FoundAsync(stream.Source, found, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A tenant's connections that have a live address.</summary>
    public async Task<IReadOnlyCollection<ConnectionId>> ListAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        IReadOnlyList<WebhookEndpoint> all = await endpoints.ListAsync(tenant, cancellationToken).ConfigureAwait(false);
        HashSet<ConnectionId> live = [.. all.Where(endpoint => endpoint.RevokedAt is null).Select(endpoint => endpoint.Connection)];
        known[tenant] = (now, live);
        return live;
    }

    private async Task<bool> DeliversAsync(ConnectionId connection, CancellationToken cancellationToken) =>
        known.TryGetValue(connection.Tenant, out (DateTimeOffset ReadAt, HashSet<ConnectionId> Live) tenant) && tenant.ReadAt + Life > time.GetUtcNow()
            ? tenant.Live.Contains(connection)
            : (await ListAsync(connection.Tenant, cancellationToken).ConfigureAwait(false)).Contains(connection);
}

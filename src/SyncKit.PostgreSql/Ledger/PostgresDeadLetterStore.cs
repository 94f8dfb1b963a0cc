using SyncKit.Connections;
using SyncKit.Inbox;
using SyncKit.Ledger;

namespace SyncKit.PostgreSql.Ledger;

internal sealed class PostgresDeadLetterStore(PostgresDatabase database) : IDeadLetterStore
{
    public async Task<bool> RetryAsync(string flow, RecordKey record, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        return await RetryAsync(flow, [record], now, cancellationToken).ConfigureAwait(false) == 1;
    }

    public async Task<int> RetryAsync(string flow, IReadOnlyCollection<RecordKey> records, DateTimeOffset now, CancellationToken cancellationToken)
    {
        int count = await ChangeAsync(
            flow, records, (session, tenant, keys, token) => DeadLetterRows.RetryAsync(session, tenant, flow, keys, now, token), cancellationToken)
            .ConfigureAwait(false);
        if (count > 0)
        {
            database.Work.Announce();
        }

        return count;
    }

    public async Task<bool> DismissAsync(string flow, RecordKey record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        return await DismissAsync(flow, [record], cancellationToken).ConfigureAwait(false) == 1;
    }

    public Task<int> DismissAsync(string flow, IReadOnlyCollection<RecordKey> records, CancellationToken cancellationToken) =>
        ChangeAsync(flow, records, (session, tenant, keys, token) => DeadLetterRows.DismissAsync(session, tenant, flow, keys, token), cancellationToken);

    private async Task<int> ChangeAsync(
        string flow,
        IReadOnlyCollection<RecordKey> records,
        Func<Session, string, RecordKeys, CancellationToken, Task<int>> change,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(records);
        TenantId[] tenants = [.. records.Select(record => record.Source.Tenant).Distinct().Take(2)];
        if (tenants.Length == 2)
        {
            throw new ArgumentException($"The records belong to '{tenants[0]}' and to '{tenants[1]}': change one tenant's at a time.", nameof(records));
        }

        RecordKeys keys = new(records.Select(record => (flow, record)));
        return tenants.Length == 0
            ? 0
            : await database.WriteAsync((session, token) => change(session, tenants[0].Value, keys, token), cancellationToken).ConfigureAwait(false);
    }
}

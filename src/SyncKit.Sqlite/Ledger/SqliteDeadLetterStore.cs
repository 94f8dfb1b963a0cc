using SyncKit.Connections;
using SyncKit.Inbox;
using SyncKit.Ledger;
using SyncKit.Sqlite.Inbox;

namespace SyncKit.Sqlite.Ledger;

internal sealed class SqliteDeadLetterStore(SqliteDatabase database) : IDeadLetterStore
{
    public async Task<bool> RetryAsync(string flow, RecordKey record, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        return await RetryAsync(flow, [record], now, cancellationToken).ConfigureAwait(false) == 1;
    }

    public Task<int> RetryAsync(string flow, IReadOnlyCollection<RecordKey> records, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(flow, records, (session, record, move) => TryRetry(session, flow, record, now, move), cancellationToken);

    public async Task<bool> DismissAsync(string flow, RecordKey record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        return await DismissAsync(flow, [record], cancellationToken).ConfigureAwait(false) == 1;
    }

    public Task<int> DismissAsync(string flow, IReadOnlyCollection<RecordKey> records, CancellationToken cancellationToken) =>
        ChangeAsync(flow, records, (session, record, move) => TryDismiss(session, flow, record, move), cancellationToken);

    private async Task<int> ChangeAsync(
        string flow,
        IReadOnlyCollection<RecordKey> records,
        Func<Session, RecordKey, FlowMove, bool> change,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(records);
        TenantId[] tenants = [.. records.Select(record => record.Source.Tenant).Distinct().Take(2)];
        return tenants.Length switch
        {
            0 => 0,
            1 => await database.WriteAsync(
                session =>
                {
                    FlowTally tally = new();
                    int count = records.Count(record => change(session, record, tally[flow]));
                    tally.Write(session, tenants[0].Value);
                    return count;
                },
                cancellationToken).ConfigureAwait(false),
            _ => throw new ArgumentException($"The records belong to '{tenants[0]}' and to '{tenants[1]}': change one tenant's at a time.", nameof(records)),
        };
    }

    private static bool TryRetry(Session session, string flow, RecordKey record, DateTimeOffset now, FlowMove move)
    {
        if (RecordRows.Find(session, flow, record) is not { State: LedgerState.Dead } dead)
        {
            return false;
        }

        RecordRows.Delete(session, flow, record);
        move.Superseded += InboxRows.TryPutBack(session, dead, now) ? 0 : 1;
        return true;
    }

    private static bool TryDismiss(Session session, string flow, RecordKey record, FlowMove move)
    {
        bool dismissed = RecordRows.TryDismiss(session, flow, record);
        move.Dismissed += dismissed ? 1 : 0;
        return dismissed;
    }
}

using SyncKit.Inbox;
using SyncKit.Ledger;
using SyncKit.Sqlite.Inbox;

namespace SyncKit.Sqlite.Ledger;

internal sealed class SqliteDeadLetterStore(SqliteDatabase database) : IDeadLetterStore
{
    public Task<bool> RetryAsync(string flow, RecordKey record, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        return database.WriteAsync(
            session =>
            {
                if (RecordRows.Find(session, flow, record) is not { State: LedgerState.Dead } dead)
                {
                    return false;
                }

                RecordRows.Delete(session, flow, record);
                if (!InboxRows.TryPutBack(session, dead, now))
                {
                    FlowTally tally = new();
                    tally[flow].Superseded++;
                    tally.Write(session, record.Source.Tenant.Value);
                }

                return true;
            },
            cancellationToken);
    }

    public Task<bool> DismissAsync(string flow, RecordKey record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        return database.WriteAsync(
            session =>
            {
                if (!RecordRows.TryDismiss(session, flow, record))
                {
                    return false;
                }

                FlowTally tally = new();
                tally[flow].Dismissed++;
                tally.Write(session, record.Source.Tenant.Value);
                return true;
            },
            cancellationToken);
    }
}

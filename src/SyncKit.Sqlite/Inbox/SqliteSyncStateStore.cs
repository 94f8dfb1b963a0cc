using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Inbox;
using SyncKit.Sqlite.Connections;
using SyncKit.Sqlite.Webhooks;
using SyncKit.Webhooks;

namespace SyncKit.Sqlite.Inbox;

internal sealed class SqliteSyncStateStore(SqliteDatabase database) : ISyncStateStore
{
    private const string Find = "SELECT cursor, read_at FROM streams WHERE tenant = ?1 AND source = ?2 AND kind = ?3 AND scope = ?4";
    private const string Forget = "DELETE FROM streams WHERE tenant = ?1 AND source = ?2 AND kind = ?3 AND scope = ?4";
    private const string Save = """
        INSERT INTO streams (tenant, source, kind, scope, cursor, read_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT DO UPDATE SET cursor = excluded.cursor, read_at = excluded.read_at
        """;

    public Task<StreamPosition?> FindPositionAsync(StreamId stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return database.ReadAsync(
            session =>
            {
                using Rows row = session.Prepare(Find).Query(
                    stream.Source.Tenant.Value, ConnectionText.Of(stream.Source), stream.Kind, stream.Scope);
                return row.Read() ? new StreamPosition(row.GetString(0), Column.Time(row, 1)) : null;
            },
            cancellationToken);
    }

    public Task<CommitReceipt> CommitAsync(
        StreamId stream,
        IReadOnlyList<Change> changes,
        StreamPosition? position,
        CancellationToken cancellationToken)
    {
        EnsureOwn(stream, changes);
        return database.WriteAsync(session => Commit(session, stream, changes, position), cancellationToken);
    }

    public Task<CommitReceipt?> ReceiveAsync(
        StreamId stream,
        IReadOnlyList<Change> changes,
        StreamPosition? position,
        WebhookMark mark,
        CancellationToken cancellationToken)
    {
        EnsureOwn(stream, changes);
        ArgumentNullException.ThrowIfNull(mark);
        if (mark.Connection.Tenant != stream.Source.Tenant)
        {
            throw new ArgumentException($"{mark.Connection} does not belong to the tenant of {stream}.", nameof(mark));
        }

        return database.WriteFirstAsync<CommitReceipt?>(
            session =>
            {
                if (DeliveryRows.IsReplay(session, mark))
                {
                    return null;
                }

                DeliveryRows.Remember(session, mark, database.Now);
                return Commit(session, stream, changes, position);
            },
            cancellationToken);
    }

    public Task ForgetPositionAsync(StreamId stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return database.WriteAsync(
            session => session.Prepare(Forget).Execute(
                stream.Source.Tenant.Value, ConnectionText.Of(stream.Source), stream.Kind, stream.Scope),
            cancellationToken);
    }

    private static CommitReceipt Commit(Session session, StreamId stream, IReadOnlyList<Change> changes, StreamPosition? position)
    {
        string tenant = stream.Source.Tenant.Value;
        CommitReceipt receipt = new InboxCommit(session, tenant).Run(changes);
        if (position is not null)
        {
            session.Prepare(Save).Execute(
                tenant, ConnectionText.Of(stream.Source), stream.Kind, stream.Scope, position.Cursor, position.ReadAt.UtcTicks);
        }

        return receipt;
    }

    private static void EnsureOwn(StreamId stream, IReadOnlyList<Change> changes)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(changes);
        TenantId tenant = stream.Source.Tenant;
        if (changes.FirstOrDefault(change => change.Lane.Tenant != tenant || change.Record.Source.Tenant != tenant) is { } foreign)
        {
            throw new ArgumentException($"{foreign.Record} to {foreign.Lane} does not belong to the tenant of {stream}.", nameof(changes));
        }
    }
}

using Npgsql;
using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Inbox;
using SyncKit.PostgreSql.Connections;
using SyncKit.PostgreSql.Webhooks;
using SyncKit.Webhooks;

namespace SyncKit.PostgreSql.Inbox;

internal sealed class PostgresSyncStateStore(PostgresDatabase database) : ISyncStateStore
{
    private const int MostAttempts = 10;

    private const string Find = "SELECT cursor, read_at FROM synckit.streams WHERE tenant = $1 AND source = $2 AND kind = $3 AND scope = $4";
    private const string Forget = "DELETE FROM synckit.streams WHERE tenant = $1 AND source = $2 AND kind = $3 AND scope = $4";
    private const string Save = """
        INSERT INTO synckit.streams (tenant, source, kind, scope, cursor, read_at) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (tenant, source, kind, scope) DO UPDATE SET cursor = excluded.cursor, read_at = excluded.read_at
        """;

    public Task<StreamPosition?> FindPositionAsync(StreamId stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return database.ReadAsync(
            (session, token) => session.FindAsync(Find, static row => new StreamPosition(row.GetString(0), Column.Time(row, 1)), token, Key(stream)),
            cancellationToken);
    }

    public async Task<CommitReceipt> CommitAsync(
        StreamId stream,
        IReadOnlyList<Change> changes,
        StreamPosition? position,
        CancellationToken cancellationToken) =>
        (await TakeInAsync(stream, changes, position, null, cancellationToken).ConfigureAwait(false))!.Value;

    public Task<CommitReceipt?> ReceiveAsync(
        StreamId stream,
        IReadOnlyList<Change> changes,
        StreamPosition? position,
        WebhookMark mark,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(mark);
        return mark.Connection.Tenant == stream.Source.Tenant
            ? TakeInAsync(stream, changes, position, mark, cancellationToken)
            : throw new ArgumentException($"{mark.Connection} does not belong to the tenant of {stream}.", nameof(mark));
    }

    public Task ForgetPositionAsync(StreamId stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return database.ExecuteAsync(Forget, cancellationToken, Key(stream));
    }

    private async Task<CommitReceipt?> TakeInAsync(
        StreamId stream, IReadOnlyList<Change> changes, StreamPosition? position, WebhookMark? mark, CancellationToken cancellationToken)
    {
        EnsureOwn(stream, changes);
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                (CommitReceipt? receipt, bool woke) = await database
                    .WriteAsync((session, token) => TakeInAsync(session, stream, changes, position, mark, token), cancellationToken)
                    .ConfigureAwait(false);
                if (woke)
                {
                    database.Work.Announce();
                }

                return receipt;
            }
            catch (PostgresException raced) when (
                attempt < MostAttempts && raced is { SqlState: PostgresErrorCodes.UniqueViolation, TableName: "inbox" })
            {
                // Another host put the same record into a lane of its own or into one that had no row to lock; it is there to be met now.
            }
        }
    }

    private static async Task<(CommitReceipt? Receipt, bool Woke)> TakeInAsync(
        Session session, StreamId stream, IReadOnlyList<Change> changes, StreamPosition? position, WebhookMark? mark, CancellationToken cancellationToken)
    {
        InboxCommit commit = new(stream.Source.Tenant, changes);
        Batch asked = session.Begin();
        List<string> keys = mark is { Keys.Count: > 0 } ? DeliveryRows.AddKeys(asked, mark) : [];
        commit.Ask(asked);
        await asked.RunAsync(cancellationToken).ConfigureAwait(false);
        if (mark is { Keys.Count: > 0 } && keys.Count == 0)
        {
            return (null, false);
        }

        CommitReceipt receipt = commit.Decide();
        Batch written = session.Begin();
        if (mark is not null)
        {
            DeliveryRows.Remember(written, mark, keys);
        }

        bool woke = commit.Write(written);
        if (position is not null)
        {
            written.Add(Save, [.. Key(stream), position.Cursor, position.ReadAt.UtcTicks]);
        }

        await written.RunAsync(cancellationToken).ConfigureAwait(false);
        return (receipt, woke);
    }

    private static object?[] Key(StreamId stream) => [stream.Source.Tenant.Value, ConnectionText.Of(stream.Source), stream.Kind, stream.Scope];

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

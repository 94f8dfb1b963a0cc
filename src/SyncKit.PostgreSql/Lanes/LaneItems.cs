using System.Collections.Concurrent;
using SyncKit.Connections;
using SyncKit.Inbox;
using SyncKit.Lanes;
using SyncKit.PostgreSql.Connections;
using SyncKit.PostgreSql.Inbox;

namespace SyncKit.PostgreSql.Lanes;

/// <summary>Takes what is due in a lane, by priority, then by arrival.</summary>
internal sealed class LaneItems(PostgresDatabase database)
{
    private const string Columns = $"""
        seq, revision, attempts, flow, source, kind, record, modified_at, hash, deleted, priority, not_before, payload, trace, {LaneClaims.Took} AS took
        """;

    private const string Due = $"""
        FROM synckit.inbox
        WHERE tenant = $1 AND lane = $2 AND not_before <= (SELECT synckit.now_ticks()) AND EXISTS (SELECT 1 FROM synckit.lanes WHERE {LaneRows.Held})
        """;

    private const string WholeSql = $"SELECT {Columns} {Due} ORDER BY priority, seq LIMIT $5";

    // What is more urgent is looked for from its beginning.
    private const string BehindSql = $"""
        SELECT * FROM (
            (SELECT {Columns} {Due} AND priority < $6 ORDER BY priority, seq LIMIT $5)
            UNION ALL (SELECT {Columns} {Due} AND (priority, seq) >= ($6, $7) ORDER BY priority, seq LIMIT $5)) i
        ORDER BY priority, seq LIMIT $5
        """;

    private readonly ConcurrentDictionary<ConnectionId, LowWater<TurnMark>> littered = new();

    public async Task<IReadOnlyList<InboxItem>> TakeAsync(LaneLease lease, int most, CancellationToken cancellationToken)
    {
        if (littered.TryGetValue(lease.Lane, out LowWater<TurnMark>? water) && water.Mark is { } mark)
        {
            (List<InboxItem> behind, _) = await TakeAsync(BehindSql, lease, [most, mark.Priority, mark.Sequence], cancellationToken).ConfigureAwait(false);
            if (behind.Count > 0)
            {
                water.Looked(Mark(behind), wasWhole: false, TimeSpan.Zero);
                return behind;
            }
        }

        (List<InboxItem> items, TimeSpan took) = await TakeAsync(WholeSql, lease, [most], cancellationToken).ConfigureAwait(false);
        if (items.Count > 0 && took >= database.SlowLook)
        {
            littered.GetOrAdd(lease.Lane, _ => new LowWater<TurnMark>(database.Time, database.SlowLook)).Looked(Mark(items), wasWhole: true, took);
        }
        else if (water is not null)
        {
            littered.TryRemove(lease.Lane, out _);
        }

        return items;
    }

    private async Task<(List<InboxItem> Items, TimeSpan Took)> TakeAsync(string sql, LaneLease lease, object?[] values, CancellationToken cancellationToken)
    {
        // What the first row took is the way to it; the others are then carried only.
        TimeSpan? took = null;
        Func<Npgsql.NpgsqlDataReader, InboxItem> read = InboxRows.Read(lease.Lane);
        List<InboxItem> items = await database
            .ReadAsync(
                (session, token) => session.ListAsync(
                    sql,
                    row =>
                    {
                        took ??= TimeSpan.FromTicks(row.GetInt64(14));
                        return read(row);
                    },
                    token,
                    [lease.Lane.Tenant.Value, ConnectionText.Of(lease.Lane), lease.Epoch, lease.Owner, .. values]),
                cancellationToken)
            .ConfigureAwait(false);
        return (items, took ?? TimeSpan.Zero);
    }

    private static TurnMark Mark(List<InboxItem> items) => new((int)items[0].Change.Priority, items[0].Sequence);
}

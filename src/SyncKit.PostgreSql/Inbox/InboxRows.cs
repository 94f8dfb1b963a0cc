using Npgsql;
using SyncKit.Connections;
using SyncKit.Inbox;
using SyncKit.PostgreSql.Connections;
using SyncKit.PostgreSql.Ledger;

namespace SyncKit.PostgreSql.Inbox;

/// <summary>The waiting changes, one row each.</summary>
internal static class InboxRows
{
    // A record is looked up by itself, whatever the server thinks of the table's size: a plan made while the inbox was empty would read all of it later.
    private const string LockSql = """
        SELECT k.number, i.seq, i.revision, i.priority, i.modified_at, i.hash, i.deleted
        FROM unnest($2, $3, $4, $5) WITH ORDINALITY AS k (flow, source, kind, record, number)
        CROSS JOIN LATERAL (
            SELECT seq, revision, priority, modified_at, hash, deleted FROM synckit.inbox w
            WHERE w.tenant = $1 AND w.flow = k.flow AND w.source = k.source AND w.kind = k.kind AND w.record = k.record LIMIT 1 FOR UPDATE) i
        """;

    private const string AddSql = """
        INSERT INTO synckit.inbox (
            tenant, lane, flow, source, kind, record, revision, priority, not_before, attempts, modified_at, hash, deleted, payload, trace)
        SELECT $1, n.lane, n.flow, n.source, n.kind, n.record, n.revision, n.priority, n.not_before, 0, n.modified_at, n.hash, n.deleted, n.payload, n.trace
        FROM unnest($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) WITH ORDINALITY
            AS n (lane, flow, source, kind, record, revision, priority, not_before, modified_at, hash, deleted, payload, trace, number)
        ORDER BY n.number
        """;

    private const string ReplaceSql = """
        UPDATE synckit.inbox i SET lane = n.lane, revision = n.revision, priority = n.priority, not_before = n.not_before, attempts = 0,
            modified_at = n.modified_at, hash = n.hash, deleted = n.deleted, payload = n.payload, trace = n.trace
        FROM unnest($2, $3, $4, $5, $6, $7, $8, $9, $10, $11) AS n (seq, lane, revision, priority, not_before, modified_at, hash, deleted, payload, trace)
        WHERE i.tenant = $1 AND i.seq = ANY($2) AND i.seq = n.seq
        """;

    /// <summary>Locks the changes of records that wait.</summary>
    /// <returns>Which of the keys, counted from zero, and what waits.</returns>
    public static List<(int Key, WaitingRow Row)> Lock(Batch batch, string tenant, RecordKeys keys) => batch.AddList(
        LockSql,
        static row => (
            (int)row.GetInt64(0) - 1,
            new WaitingRow(
                row.GetInt64(1), row.GetInt32(2), (ChangePriority)row.GetInt32(3),
                new Known(row.GetInt64(4), Column.Hash(row, 5), row.GetBoolean(6), Waits: true))),
        tenant, keys.Flows, keys.Sources, keys.Kinds, keys.Records);

    public static void Add(Batch batch, string tenant, Place[] places)
    {
        if (places.Length > 0)
        {
            batch.Add(
                AddSql, tenant, Lanes(places), Column.Each(places, static place => place.Put!.Flow),
                Column.Each(places, static place => ConnectionText.Of(place.Put!.Record.Source)),
                Column.Each(places, static place => place.Put!.Record.Kind), Column.Each(places, static place => place.Put!.Record.Id),
                Revisions(places), Priorities(places), Times(places), Modified(places), Hashes(places), Deletions(places), Payloads(places), Traces(places));
        }
    }

    public static void Replace(Batch batch, string tenant, Place[] places)
    {
        if (places.Length > 0)
        {
            batch.Add(
                ReplaceSql, tenant, Column.Each(places, static place => place.Row!.Sequence), Lanes(places), Revisions(places), Priorities(places),
                Times(places), Modified(places), Hashes(places), Deletions(places), Payloads(places), Traces(places));
        }
    }

    /// <param name="lane">The lane that they wait in.</param>
    public static Func<NpgsqlDataReader, InboxItem> Read(ConnectionId lane)
    {
        ConnectionText connections = new(lane.Tenant);
        return row =>
        {
            Change change = new()
            {
                Flow = row.GetString(3),
                Lane = lane,
                Record = new RecordKey(connections.Read(row.GetString(4)), row.GetString(5), row.GetString(6)),
                ModifiedAt = Column.Time(row, 7),
                Hash = Column.Hash(row, 8),
                IsDeleted = row.GetBoolean(9),
                Priority = (ChangePriority)row.GetInt32(10),
                NotBefore = Column.Time(row, 11),
                Payload = Column.Bytes(row, 12),
                TraceParent = row.GetString(13),
            };
            return new InboxItem(row.GetInt64(0), row.GetInt32(1), row.GetInt32(2), change);
        };
    }

    private static string[] Lanes(Place[] places) => Column.Each(places, static place => ConnectionText.Of(place.Put!.Lane));

    private static int[] Revisions(Place[] places) => Column.Each(places, static place => place.Revision);

    private static int[] Priorities(Place[] places) => Column.Each(places, static place => (int)place.Priority);

    private static long[] Times(Place[] places) => Column.Each(places, static place => place.Put!.NotBefore.UtcTicks);

    private static long[] Modified(Place[] places) => Column.Each(places, static place => place.Put!.ModifiedAt.UtcTicks);

    private static byte[]?[] Hashes(Place[] places) => Column.Each(places, static place => place.IsThin ? null : Column.Of(place.Put!.Hash));

    private static bool[] Deletions(Place[] places) => Column.Each(places, static place => !place.IsThin && place.Put!.IsDeleted);

    private static byte[][] Payloads(Place[] places) => Column.Each(places, static place => place.IsThin ? [] : Column.Of(place.Put!.Payload));

    private static string[] Traces(Place[] places) => Column.Each(places, static place => place.Put!.TraceParent);
}

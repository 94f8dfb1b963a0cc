using SyncKit.PostgreSql.Connections;
using SyncKit.Webhooks;

namespace SyncKit.PostgreSql.Webhooks;

/// <summary>What is remembered of deliveries, within the transaction that takes one in.</summary>
internal static class DeliveryRows
{
    // Of several hosts that have the same delivery, the second waits here for the first one's commit.
    private const string FirstSql = """
        INSERT INTO synckit.webhook_marks (tenant, connection, key, received_at)
        SELECT $1, $2, k.key, (SELECT synckit.now_ticks()) FROM unnest($3) AS k (key) ORDER BY k.key
        ON CONFLICT DO NOTHING RETURNING key
        """;

    private const string ForgetSql = "DELETE FROM synckit.webhook_marks WHERE tenant = $1 AND connection = $2 AND key = ANY($3)";

    private const string RememberSql = """
        UPDATE synckit.webhook_marks SET received_at = (SELECT synckit.now_ticks()) WHERE tenant = $1 AND connection = $2 AND key = ANY($3)
        """;

    private const string ToldSql = """
        INSERT INTO synckit.webhook_records AS r (tenant, connection, kind, record, told, touched_at)
        SELECT $1, $2, t.kind, t.record, t.told, (SELECT synckit.now_ticks()) FROM unnest($3, $4, $5) AS t (kind, record, told)
        ON CONFLICT (tenant, connection, kind, record) DO UPDATE SET told = greatest(r.told, excluded.told), touched_at = excluded.touched_at
        """;

    private const string ReceivedSql = """
        INSERT INTO synckit.webhook_days AS d (tenant, connection, kind, day, received, delivered, lost, last_received)
        SELECT $1, $2, k.kind, n.now / 864000000000, 1, 0, 0, n.now FROM unnest($3) AS k (kind), (SELECT synckit.now_ticks() AS now OFFSET 0) n
        ON CONFLICT (tenant, connection, kind, day)
            DO UPDATE SET received = d.received + 1, last_received = greatest(d.last_received, excluded.last_received)
        """;

    /// <summary>Remembers those keys of a delivery that are new.</summary>
    /// <returns>The new keys; none for a replay.</returns>
    public static List<string> AddKeys(Batch batch, WebhookMark mark) => batch.AddList(
        FirstSql, static row => row.GetString(0), mark.Connection.Tenant.Value, ConnectionText.Of(mark.Connection), Sorted(mark.Keys));

    /// <summary>Remembers the rest of a delivery that is not a replay.</summary>
    public static void Remember(Batch batch, WebhookMark mark, IReadOnlyCollection<string> added)
    {
        string tenant = mark.Connection.Tenant.Value;
        string connection = ConnectionText.Of(mark.Connection);
        string[] keys = Sorted(mark.Keys);
        string[] forgotten = [.. Sorted(mark.ForgottenKeys).Except(keys, StringComparer.Ordinal)];
        if (forgotten.Length > 0)
        {
            batch.Add(ForgetSql, tenant, connection, forgotten);
        }

        if (added.Count < keys.Length)
        {
            batch.Add(RememberSql, tenant, connection, keys);
        }

        if (mark.Told.Count > 0)
        {
            AddTold(batch, tenant, connection, mark.Told);
        }
    }

    private static void AddTold(Batch batch, string tenant, string connection, IReadOnlyList<ToldRecord> told)
    {
        (string Kind, string Id, long At)[] records =
        [
            .. told.GroupBy(record => (Kind: StorableText.Of(record.Kind), Id: StorableText.Of(record.Id)))
                .Select(record => (record.Key.Kind, record.Key.Id, record.Max(each => each.ModifiedAt.UtcTicks)))
                .OrderBy(record => record.Kind, StringComparer.Ordinal).ThenBy(record => record.Id, StringComparer.Ordinal),
        ];
        batch.Add(
            ToldSql, tenant, connection, Column.Each(records, static record => record.Kind), Column.Each(records, static record => record.Id),
            Column.Each(records, static record => record.At));
        batch.Add(ReceivedSql, tenant, connection, Sorted(records.Select(record => record.Kind)));
    }

    private static string[] Sorted(IEnumerable<string> texts) => [.. texts.Select(StorableText.Of).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}

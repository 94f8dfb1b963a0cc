using System.Text.Json;
using SyncKit.Intents;
using SyncKit.PostgreSql.Lanes;

namespace SyncKit.PostgreSql.Intents;

/// <summary>The calls whose outcome is not known, one row each.</summary>
internal static class IntentRows
{
    private const string AddSql = """
        INSERT INTO synckit.intents (tenant, lane, request_id, route, created_at, targets, content)
        SELECT $1, $2, n.request_id, n.route, n.created_at, n.targets, n.content
        FROM unnest($3, $4, $5, $6, $7) WITH ORDINALITY AS n (request_id, route, created_at, targets, content, number) ORDER BY n.number
        ON CONFLICT (tenant, lane, request_id) DO NOTHING
        """;

    private const string CloseSql = "DELETE FROM synckit.intents WHERE tenant = $1 AND lane = $2 AND request_id = ANY($3)";

    private const string ListSql = $"""
        SELECT request_id, route, created_at, targets, content FROM synckit.intents WHERE tenant = $1 AND lane = $2
            AND EXISTS (SELECT 1 FROM synckit.lanes WHERE {LaneRows.Held})
        ORDER BY seq
        """;

    public static void Close(Batch batch, string tenant, string lane, IReadOnlyList<string> requestIds)
    {
        if (requestIds.Count > 0)
        {
            batch.Add(CloseSql, tenant, lane, requestIds.ToArray());
        }
    }

    public static void Add(Batch batch, string tenant, string lane, IReadOnlyList<Intent> intents)
    {
        if (intents.Count > 0)
        {
            batch.Add(
                AddSql, tenant, lane, Column.Each(intents, static intent => intent.RequestId), Column.Each(intents, static intent => intent.Route),
                Column.Each(intents, static intent => intent.CreatedAt.UtcTicks),
                Column.Each(intents, static intent => JsonSerializer.SerializeToUtf8Bytes(intent.Targets, StoredJson.Default.IReadOnlyListIntentTarget)),
                Column.Each(intents, static intent => Column.Of(intent.Content)));
        }
    }

    public static async Task<IReadOnlyList<Intent>> ListAsync(
        Session session, string tenant, string lane, long epoch, string owner, CancellationToken cancellationToken) =>
        await session.ListAsync(
            ListSql,
            static row => new Intent
            {
                RequestId = row.GetString(0),
                Route = row.GetString(1),
                CreatedAt = Column.Time(row, 2),
                Targets = JsonSerializer.Deserialize(Column.Bytes(row, 3), StoredJson.Default.IReadOnlyListIntentTarget) ?? [],
                Content = Column.Bytes(row, 4),
            },
            cancellationToken,
            tenant, lane, epoch, owner).ConfigureAwait(false);
}

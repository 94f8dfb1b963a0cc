using System.Text.Json;
using SyncKit.Connections;
using SyncKit.Intents;
using SyncKit.Sqlite.Connections;

namespace SyncKit.Sqlite.Intents;

/// <summary>The calls whose outcome is not known, one row each.</summary>
internal static class IntentRows
{
    private const string AddSql = """
        INSERT INTO intents (tenant, lane, request_id, route, created_at, targets, content) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        ON CONFLICT DO NOTHING
        """;

    private const string CloseSql = "DELETE FROM intents WHERE tenant = ?1 AND lane = ?2 AND request_id = ?3";

    private const string ListSql =
        "SELECT request_id, route, created_at, targets, content FROM intents WHERE tenant = ?1 AND lane = ?2 ORDER BY seq";

    public static void Add(Session session, string tenant, string lane, Intent intent) => session.Prepare(AddSql).Execute(
        tenant, lane, intent.RequestId, intent.Route, intent.CreatedAt.UtcTicks,
        JsonSerializer.SerializeToUtf8Bytes(intent.Targets, StoredJson.Default.IReadOnlyListIntentTarget), Column.Of(intent.Content));

    public static void Close(Session session, string tenant, string lane, string requestId) =>
        session.Prepare(CloseSql).Execute(tenant, lane, requestId);

    public static IReadOnlyList<Intent> List(Session session, ConnectionId lane)
    {
        List<Intent> intents = [];
        using Rows row = session.Prepare(ListSql).Query(lane.Tenant.Value, ConnectionText.Of(lane));
        while (row.Read())
        {
            intents.Add(new Intent
            {
                RequestId = row.GetString(0),
                Route = row.GetString(1),
                CreatedAt = Column.Time(row, 2),
                Targets = JsonSerializer.Deserialize(Column.Bytes(row, 3), StoredJson.Default.IReadOnlyListIntentTarget) ?? [],
                Content = Column.Bytes(row, 4),
            });
        }

        return intents;
    }
}

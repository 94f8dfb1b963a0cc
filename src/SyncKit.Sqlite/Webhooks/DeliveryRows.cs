using SyncKit.Sqlite.Connections;
using SyncKit.Webhooks;

namespace SyncKit.Sqlite.Webhooks;

/// <summary>What is remembered of deliveries, within the transaction that takes one in.</summary>
internal static class DeliveryRows
{
    private const string KnowsSql = "SELECT 1 FROM webhook_marks WHERE tenant = ?1 AND connection = ?2 AND key = ?3";
    private const string ForgetSql = "DELETE FROM webhook_marks WHERE tenant = ?1 AND connection = ?2 AND key = ?3";

    private const string RememberSql = """
        INSERT INTO webhook_marks (tenant, connection, key, received_at) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT DO UPDATE SET received_at = excluded.received_at
        """;

    private const string ToldSql = """
        INSERT INTO webhook_records (tenant, connection, kind, record, told, touched_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT DO UPDATE SET told = max(told, excluded.told), touched_at = excluded.touched_at
        """;

    private const string ReceivedSql = """
        INSERT INTO webhook_days (tenant, connection, kind, day, received, delivered, lost, last_received) VALUES (?1, ?2, ?3, ?4, 1, 0, 0, ?5)
        ON CONFLICT DO UPDATE SET received = received + 1, last_received = max(coalesce(last_received, 0), excluded.last_received)
        """;

    public static bool IsReplay(Session session, WebhookMark mark)
    {
        Statement knows = session.Prepare(KnowsSql);
        string connection = ConnectionText.Of(mark.Connection);
        return mark.Keys.Count > 0 && mark.Keys.All(key => knows.Finds(mark.Connection.Tenant.Value, connection, key));
    }

    public static void Remember(Session session, WebhookMark mark, long now)
    {
        string tenant = mark.Connection.Tenant.Value;
        string connection = ConnectionText.Of(mark.Connection);
        foreach (string key in mark.ForgottenKeys)
        {
            session.Prepare(ForgetSql).Execute(tenant, connection, key);
        }

        foreach (string key in mark.Keys)
        {
            session.Prepare(RememberSql).Execute(tenant, connection, key, now);
        }

        foreach (ToldRecord told in mark.Told)
        {
            session.Prepare(ToldSql).Execute(tenant, connection, told.Kind, told.Id, told.ModifiedAt.UtcTicks, now);
        }

        foreach (string kind in mark.Told.Select(told => told.Kind).Distinct(StringComparer.Ordinal))
        {
            session.Prepare(ReceivedSql).Execute(tenant, connection, kind, now / TimeSpan.TicksPerDay, now);
        }
    }
}

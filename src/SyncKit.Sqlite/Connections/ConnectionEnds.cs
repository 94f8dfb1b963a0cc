using SyncKit.Connections;
using SyncKit.Sqlite.Ledger;
using SyncKit.Sqlite.References;
using SyncKit.Transforming;

namespace SyncKit.Sqlite.Connections;

/// <summary>How a connection ends: what hangs on it, what is forgotten, what is removed.</summary>
internal static class ConnectionEnds
{
    private const string CountTies = """
        SELECT
            (SELECT count(*) FROM inbox WHERE tenant = ?1 AND (lane = ?2 OR source = ?2)),
            (SELECT count(*) FROM intents WHERE tenant = ?1 AND lane = ?2),
            (SELECT count(*) FROM ledger_records WHERE tenant = ?1 AND source = ?2),
            (SELECT count(*) FROM ledger_documents WHERE tenant = ?1 AND lane = ?2)
        """;

    private const string ForgetReferences = "DELETE FROM refs WHERE tenant = ?1 AND lane = ?2";
    private const string ForgetStreams = "DELETE FROM streams WHERE tenant = ?1 AND source = ?2";

    /// <summary>Two epochs on: whoever held the lane has lost it, and nobody takes what he remembers of it for the newest.</summary>
    private const string Fence = "UPDATE lanes SET epoch = epoch + 2, owner = NULL, lease_until = 0 WHERE tenant = ?1 AND lane = ?2";

    private const string CountWaiting = "SELECT flow, count(*) FROM inbox WHERE tenant = ?1 AND (lane = ?2 OR source = ?2) GROUP BY flow";
    private const string DropWaiting = "DELETE FROM inbox WHERE tenant = ?1 AND (lane = ?2 OR source = ?2)";
    private const string DropIntents = "DELETE FROM intents WHERE tenant = ?1 AND lane = ?2";
    private const string DropBindings = "DELETE FROM bindings WHERE tenant = ?1 AND (source = ?2 OR destination = ?2)";
    private const string DropConnection = "DELETE FROM connections WHERE tenant = ?1 AND connector = ?2 AND name = ?3";

    public static ConnectionTies Ties(Session session, ConnectionId id)
    {
        using Rows row = session.Prepare(CountTies).Query(id.Tenant.Value, ConnectionText.Of(id));
        row.Read();
        return new ConnectionTies(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3));
    }

    public static bool ForgetAccount(Session session, ConnectionId id)
    {
        ConnectionTies ties = Ties(session, id);
        if (ties.HasWork || ties.HasHistory)
        {
            return false;
        }

        string text = ConnectionText.Of(id);
        session.Prepare(ForgetReferences).Execute(id.Tenant.Value, text);
        session.Prepare(ForgetStreams).Execute(id.Tenant.Value, text);
        session.Prepare(Fence).Execute(id.Tenant.Value, text);
        return true;
    }

    public static bool Remove(Session session, ConnectionId id, string? account, bool evenWithWork, DateTimeOffset now)
    {
        if ((!evenWithWork && Ties(session, id).HasWork) || session.Prepare(DropConnection).Execute(id.Tenant.Value, id.Connector, id.Name) == 0)
        {
            return false;
        }

        string tenant = id.Tenant.Value;
        string text = ConnectionText.Of(id);
        Dismiss(session, tenant, text);
        session.Prepare(DropIntents).Execute(tenant, text);
        session.Prepare(DropBindings).Execute(tenant, text);
        session.Prepare(Fence).Execute(tenant, text);
        if (account is not null)
        {
            Reference key = AccountReference.Key;
            ReferenceRows.Put(session, tenant, text, new ResolvedReference(key.Kind, key.Key, account, new Dictionary<string, string>(), now));
        }

        return true;
    }

    private static void Dismiss(Session session, string tenant, string text)
    {
        FlowTally tally = new();
        using (Rows row = session.Prepare(CountWaiting).Query(tenant, text))
        {
            while (row.Read())
            {
                tally[row.GetString(0)].Dismissed += row.GetInt64(1);
            }
        }

        session.Prepare(DropWaiting).Execute(tenant, text);
        tally.Write(session, tenant);
    }
}

using SyncKit.Connections;

namespace SyncKit.PostgreSql.Connections;

/// <summary>How a connection ends: what hangs on it, what is forgotten, what is removed.</summary>
internal static class ConnectionEnds
{
    private const string CountTies = """
        SELECT
            (SELECT count(*) FROM synckit.inbox WHERE tenant = $1 AND (lane = $2 OR source = $2)),
            (SELECT count(*) FROM synckit.intents WHERE tenant = $1 AND lane = $2),
            (SELECT count(*) FROM synckit.ledger_records WHERE tenant = $1 AND source = $2),
            (SELECT count(*) FROM synckit.ledger_documents WHERE tenant = $1 AND lane = $2)
        """;

    // Whoever adds to a lane or settles in it changes the lane's row in the same transaction. With all of the tenant's lanes in hand, what is counted here
    // stays so until the commit; a connection may be the source of any of them. Those in which nothing ever was get their rows before, to be held too.
    private const string BeginLanes = """
        INSERT INTO synckit.lanes (tenant, lane) SELECT DISTINCT tenant, destination FROM synckit.bindings WHERE tenant = $1 ORDER BY destination
        ON CONFLICT DO NOTHING
        """;

    private const string HoldLanes = "SELECT lane FROM synckit.lanes WHERE tenant = $1 ORDER BY lane FOR UPDATE";

    private const string ForgetReferences = "DELETE FROM synckit.refs WHERE tenant = $1 AND lane = $2";
    private const string ForgetStreams = "DELETE FROM synckit.streams WHERE tenant = $1 AND source = $2";

    /// <summary>Two epochs on: whoever held the lane has lost it, and nobody takes what he remembers of it for the newest. Nothing waits in it any more.</summary>
    private const string Fence = """
        UPDATE synckit.lanes SET epoch = epoch + 2, owner = NULL, lease_until = 0, ready_at = NULL WHERE tenant = $1 AND lane = $2
        """;

    private const string DismissWaiting = """
        WITH dropped AS (DELETE FROM synckit.inbox WHERE tenant = $1 AND (lane = $2 OR source = $2) RETURNING flow)
        INSERT INTO synckit.flow_counts (tenant, flow, entered, superseded, unchanged, written, updated, skipped, dismissed)
        SELECT $1, flow, 0, 0, 0, 0, 0, 0, count(*) FROM dropped GROUP BY flow ORDER BY flow
        ON CONFLICT (tenant, flow) DO UPDATE SET dismissed = flow_counts.dismissed + excluded.dismissed
        """;

    private const string DropIntents = "DELETE FROM synckit.intents WHERE tenant = $1 AND lane = $2";
    private const string DropBindings = "DELETE FROM synckit.bindings WHERE tenant = $1 AND (source = $2 OR destination = $2)";
    private const string DropConnection = "DELETE FROM synckit.connections WHERE tenant = $1 AND connector = $2 AND name = $3";

    private const string KeepAccount = """
        INSERT INTO synckit.refs (tenant, lane, kind, key, id, attributes, resolved_at) VALUES ($1, $2, $3, $4, $5, '{}', (SELECT synckit.now_ticks()))
        ON CONFLICT (tenant, lane, kind, key) DO UPDATE SET id = excluded.id, attributes = excluded.attributes, resolved_at = excluded.resolved_at
        """;

    public static async Task<ConnectionTies> CountTiesAsync(Session session, ConnectionId id, CancellationToken cancellationToken) =>
        (await session.FindAsync(
            CountTies,
            static row => new ConnectionTies(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)),
            cancellationToken,
            id.Tenant.Value,
            ConnectionText.Of(id)).ConfigureAwait(false))!;

    public static async Task<bool> ForgetAccountAsync(Session session, ConnectionId id, CancellationToken cancellationToken)
    {
        await HoldAsync(session, id, cancellationToken).ConfigureAwait(false);
        ConnectionTies ties = await CountTiesAsync(session, id, cancellationToken).ConfigureAwait(false);
        if (ties.HasWork || ties.HasHistory)
        {
            return false;
        }

        object?[] connection = [id.Tenant.Value, ConnectionText.Of(id)];
        await session.ExecuteAsync([(ForgetReferences, connection), (ForgetStreams, connection), (Fence, connection)], cancellationToken).ConfigureAwait(false);
        return true;
    }

    public static async Task<bool> RemoveAsync(Session session, ConnectionId id, string? account, bool evenWithWork, CancellationToken cancellationToken)
    {
        await HoldAsync(session, id, cancellationToken).ConfigureAwait(false);
        if ((!evenWithWork && (await CountTiesAsync(session, id, cancellationToken).ConfigureAwait(false)).HasWork)
            || await session.ExecuteAsync(DropConnection, cancellationToken, id.Tenant.Value, id.Connector, id.Name).ConfigureAwait(false) == 0)
        {
            return false;
        }

        object?[] connection = [id.Tenant.Value, ConnectionText.Of(id)];
        List<(string, object?[])> statements = [(DismissWaiting, connection), (DropIntents, connection), (DropBindings, connection), (Fence, connection)];
        if (account is not null)
        {
            statements.Add((KeepAccount, [.. connection, AccountReference.Key.Kind, AccountReference.Key.Key, account]));
        }

        await session.ExecuteAsync(statements, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static Task HoldAsync(Session session, ConnectionId id, CancellationToken cancellationToken) =>
        session.ExecuteAsync([(BeginLanes, [id.Tenant.Value]), (HoldLanes, [id.Tenant.Value])], cancellationToken);
}

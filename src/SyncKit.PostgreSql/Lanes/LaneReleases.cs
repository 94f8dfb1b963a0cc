using SyncKit.Lanes;
using SyncKit.PostgreSql.Connections;

namespace SyncKit.PostgreSql.Lanes;

/// <summary>Gives a lane back and says when it is due again.</summary>
internal static class LaneReleases
{
    // Does not wait for the disk: a server that crashes right now forgets that the lane was given back, and the lease ends by its time instead.
    private const string LockSql =
        $"SELECT set_config('synchronous_commit', 'off', true) FROM (SELECT 1 FROM synckit.lanes WHERE {LaneRows.Held} FOR UPDATE) held";

    // A statement of its own behind the lock: what it sees includes the work of everybody who held the lane's row before, and who comes later finds what it
    // writes. In one statement with the lock it would go by what was there before it waited for it, and a change that came in meanwhile would wake nobody.
    private static readonly string GiveBackSql = $"""
        UPDATE synckit.lanes SET owner = NULL, lease_until = 0, last_served = (SELECT synckit.now_ticks()),
            paused_until = greatest(paused_until, $5), budget = coalesce($6, budget),
            ready_at = {LaneRows.DueAt("$1", "$2", "(SELECT synckit.now_ticks())")}
        WHERE {LaneRows.Held}
        """;

    public static void Add(Batch batch, LaneLease lease, LaneRelease release)
    {
        object?[] key = [lease.Lane.Tenant.Value, ConnectionText.Of(lease.Lane), lease.Epoch, lease.Owner];
        batch.AddList(LockSql, static _ => true, key);
        batch.Add(GiveBackSql, [.. key, release.PausedUntil?.UtcTicks ?? 0L, release.Budget]);
    }
}

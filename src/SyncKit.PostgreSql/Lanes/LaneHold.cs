using SyncKit.Lanes;
using SyncKit.PostgreSql.Connections;

namespace SyncKit.PostgreSql.Lanes;

/// <summary>The fence: what follows in the transaction happens only if the lease holds, and nobody takes the lane before it is committed.</summary>
internal static class LaneHold
{
    /// <summary>The error that says that a lease was lost.</summary>
    public const string Lost = "SK001";

    // Only an error keeps the statements that were sent behind it from being done.
    private const string RequireSql = $"""
        SELECT CASE count(*) WHEN 0 THEN synckit.lose_lane() END FROM (
            SELECT 1 FROM synckit.lanes WHERE {LaneRows.Held} FOR UPDATE) held
        """;

    public static void Require(Batch batch, LaneLease lease) =>
        batch.AddList(RequireSql, static _ => true, lease.Lane.Tenant.Value, ConnectionText.Of(lease.Lane), lease.Epoch, lease.Owner);
}

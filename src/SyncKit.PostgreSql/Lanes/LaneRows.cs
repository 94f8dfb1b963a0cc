namespace SyncKit.PostgreSql.Lanes;

/// <summary>
/// The lanes' rows within other transactions. Who changes what waits in a lane holds its row until his commit: so a release, which says when the lane is due
/// again from what it sees, sees all of it or is waited for.
/// </summary>
internal static class LaneRows
{
    /// <summary>SQL for a lane whose lease holds: its tenant, its name, its epoch and its owner.</summary>
    public const string Held = "tenant = $1 AND lane = $2 AND epoch = $3 AND owner = $4 AND lease_until > (SELECT synckit.now_ticks())";

    private const string LockSql = "SELECT 1 FROM synckit.lanes WHERE tenant = $1 AND lane = ANY($2) ORDER BY lane FOR UPDATE";

    // A row whose time is not moved is locked all the same.
    private const string ReadySql = """
        INSERT INTO synckit.lanes AS l (tenant, lane, ready_at) SELECT $1, n.lane, n.due FROM unnest($2, $3) AS n (lane, due) ORDER BY n.lane
        ON CONFLICT (tenant, lane) DO UPDATE SET ready_at = excluded.ready_at WHERE l.ready_at IS NULL OR l.ready_at > excluded.ready_at
        """;

    /// <summary>
    /// SQL for when something in a lane is due: at the time that is asked for, or else at the earliest after it; null when nothing waits. A long line is not
    /// read through, because what is due stands in front.
    /// </summary>
    public static string DueAt(string tenant, string lane, string at) => $"""
        coalesce(
            (SELECT {at} FROM synckit.intents n WHERE n.tenant = {tenant} AND n.lane = {lane} LIMIT 1),
            (SELECT {at} FROM synckit.inbox i WHERE i.tenant = {tenant} AND i.lane = {lane} AND i.not_before <= {at} LIMIT 1),
            (SELECT min(i.not_before) FROM synckit.inbox i WHERE i.tenant = {tenant} AND i.lane = {lane}))
        """;

    /// <summary>Locks those of the lanes that have rows.</summary>
    public static void Lock(Batch batch, string tenant, IEnumerable<string> lanes) =>
        batch.AddList(LockSql, static _ => true, tenant, lanes.Distinct(StringComparer.Ordinal).ToArray());

    /// <summary>Makes lanes ready when something in them is due, those that have no row yet included.</summary>
    public static void Ready(Batch batch, string tenant, IEnumerable<(string Lane, long Due)> due)
    {
        (string Lane, long Due)[] lanes =
        [
            .. due.GroupBy(each => each.Lane, StringComparer.Ordinal)
                .Select(lane => (lane.Key, lane.Min(each => each.Due)))
                .OrderBy(lane => lane.Key, StringComparer.Ordinal),
        ];
        if (lanes.Length > 0)
        {
            batch.Add(ReadySql, tenant, Column.Each(lanes, static lane => lane.Lane), Column.Each(lanes, static lane => lane.Due));
        }
    }
}

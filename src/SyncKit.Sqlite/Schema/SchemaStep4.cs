namespace SyncKit.Sqlite.Schema;

/// <summary>
/// A lane says itself since when something in it is due, so that a claim reads lanes alone, and a change that comes in writes one index less.
/// </summary>
internal static class SchemaStep4
{
    public const string Sql = """
        ALTER TABLE lanes ADD COLUMN ready_at INTEGER;
        UPDATE lanes SET ready_at = (
            SELECT min(at) FROM (
                SELECT min(not_before) AS at FROM inbox i WHERE i.tenant = lanes.tenant AND i.lane = lanes.lane
                UNION ALL SELECT min(created_at) FROM intents n WHERE n.tenant = lanes.tenant AND n.lane = lanes.lane));
        DROP INDEX lanes_turn;
        CREATE INDEX lanes_turn ON lanes (last_served, tenant, lane) WHERE ready_at IS NOT NULL;
        DROP INDEX inbox_due;
        """;
}

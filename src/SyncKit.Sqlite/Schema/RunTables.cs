namespace SyncKit.Sqlite.Schema;

/// <summary>
/// Tables of schedules and runs. A removed schedule keeps its row without a definition, so that its version is never used again. A default schedule has a
/// clock only. A run that was given back has no lease, which tells it from one whose owner went away.
/// </summary>
internal static class RunTables
{
    public const string Sql = """

        CREATE TABLE schedules (
            tenant TEXT NOT NULL, name TEXT NOT NULL, version INTEGER NOT NULL,
            source TEXT NOT NULL, kind TEXT NOT NULL, mode INTEGER NOT NULL, definition TEXT,
            PRIMARY KEY (tenant, name)) STRICT, WITHOUT ROWID;

        CREATE TABLE schedule_clocks (
            tenant TEXT NOT NULL, name TEXT NOT NULL, due INTEGER, fired_at INTEGER,
            PRIMARY KEY (tenant, name)) STRICT, WITHOUT ROWID;

        CREATE TABLE runs (
            tenant TEXT NOT NULL, id TEXT NOT NULL,
            target TEXT NOT NULL, fingerprint TEXT NOT NULL, request TEXT NOT NULL, origin INTEGER NOT NULL, origin_name TEXT NOT NULL,
            state INTEGER NOT NULL, created_at INTEGER NOT NULL, started_at INTEGER, ended_at INTEGER,
            turn INTEGER NOT NULL, epoch INTEGER NOT NULL DEFAULT 0, owner TEXT, lease_until INTEGER NOT NULL DEFAULT 0,
            interruptions INTEGER NOT NULL DEFAULT 0, progress TEXT NOT NULL, message TEXT NOT NULL DEFAULT '', quiet INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (tenant, id)) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX runs_queued ON runs (tenant, fingerprint) WHERE state = 0 AND started_at IS NULL;
        CREATE INDEX runs_turn ON runs (turn, tenant, id) WHERE ended_at IS NULL;
        CREATE INDEX runs_open ON runs (tenant, target) WHERE ended_at IS NULL;
        CREATE INDEX runs_target ON runs (tenant, target, id);
        CREATE INDEX runs_ended ON runs (ended_at) WHERE ended_at IS NOT NULL;

        CREATE TABLE run_plans (
            tenant TEXT NOT NULL, run TEXT NOT NULL, number INTEGER NOT NULL,
            record TEXT NOT NULL, destination TEXT NOT NULL, action INTEGER NOT NULL, total TEXT NOT NULL, text TEXT NOT NULL,
            PRIMARY KEY (tenant, run, number)) STRICT, WITHOUT ROWID;

        """;
}

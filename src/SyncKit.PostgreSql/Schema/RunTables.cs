namespace SyncKit.PostgreSql.Schema;

/// <summary>
/// Tables of schedules and runs. A removed schedule keeps its row without a definition, so that its version is never used again. A default schedule has a
/// clock only. A run that was given back has no lease, which tells it from one whose owner went away.
/// </summary>
internal static class RunTables
{
    public const string Sql = """
        CREATE TABLE synckit.schedules (
            tenant text COLLATE "C" NOT NULL, name text COLLATE "C" NOT NULL, version bigint NOT NULL,
            source text COLLATE "C" NOT NULL, kind text COLLATE "C" NOT NULL, mode integer NOT NULL, definition text,
            PRIMARY KEY (tenant, name));

        CREATE TABLE synckit.schedule_clocks (
            tenant text COLLATE "C" NOT NULL, name text COLLATE "C" NOT NULL, due bigint, fired_at bigint,
            PRIMARY KEY (tenant, name)) WITH (fillfactor = 50);

        CREATE TABLE synckit.runs (
            tenant text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL,
            target text COLLATE "C" NOT NULL, fingerprint text COLLATE "C" NOT NULL, request text NOT NULL, origin integer NOT NULL, origin_name text NOT NULL,
            state integer NOT NULL, created_at bigint NOT NULL, started_at bigint, ended_at bigint,
            turn bigint NOT NULL, epoch bigint NOT NULL DEFAULT 0, owner text, lease_until bigint NOT NULL DEFAULT 0,
            interruptions integer NOT NULL DEFAULT 0, progress text NOT NULL, message text NOT NULL DEFAULT '', quiet boolean NOT NULL DEFAULT false,
            PRIMARY KEY (tenant, id)) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
        CREATE UNIQUE INDEX runs_queued ON synckit.runs (tenant, fingerprint) WHERE state = 0 AND started_at IS NULL;
        CREATE INDEX runs_turn ON synckit.runs (turn, tenant, id) WHERE ended_at IS NULL;
        CREATE INDEX runs_open ON synckit.runs (tenant, target) WHERE ended_at IS NULL;
        CREATE INDEX runs_target ON synckit.runs (tenant, target, id);
        CREATE INDEX runs_ended ON synckit.runs (ended_at) WHERE ended_at IS NOT NULL;

        CREATE TABLE synckit.run_plans (
            tenant text COLLATE "C" NOT NULL, run text COLLATE "C" NOT NULL, number integer NOT NULL,
            record text NOT NULL, destination text NOT NULL, action integer NOT NULL, total text NOT NULL, text text NOT NULL,
            PRIMARY KEY (tenant, run, number));

        """;
}

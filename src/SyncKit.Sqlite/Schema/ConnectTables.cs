namespace SyncKit.Sqlite.Schema;

/// <summary>
/// Tables of accounts that are being connected, and of the ends of grants that were told of. An attempt's tenant is in its row and not in its key: who comes
/// back with a state is not known before the state is.
/// </summary>
internal static class ConnectTables
{
    public const string Sql = """
        CREATE TABLE connect_attempts (
            state_hash TEXT NOT NULL PRIMARY KEY,
            tenant TEXT NOT NULL, connection TEXT NOT NULL, session_hash TEXT NOT NULL, callback TEXT NOT NULL, parameters BLOB NOT NULL,
            allow_other INTEGER NOT NULL, return_to TEXT NOT NULL, actor TEXT NOT NULL,
            expires_at INTEGER NOT NULL, state INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE INDEX connect_attempts_end ON connect_attempts (expires_at);

        CREATE TABLE grant_edges (
            tenant TEXT NOT NULL, connection TEXT NOT NULL, edge TEXT NOT NULL, ends_at INTEGER NOT NULL, days_left INTEGER NOT NULL,
            PRIMARY KEY (tenant, connection, edge)) STRICT, WITHOUT ROWID;

        """;
}

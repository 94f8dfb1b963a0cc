namespace SyncKit.Sqlite.Schema;

/// <summary>
/// The chain of the audit trail. Entries from before get numbers and no hash: nothing says that they are what was written, so a hash would promise too much.
/// The head says how many these are.
/// </summary>
internal static class AuditTables
{
    public const string Sql = """
        ALTER TABLE audit ADD COLUMN number INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE audit ADD COLUMN hash BLOB;
        UPDATE audit SET number = ranked.number
            FROM (SELECT seq, row_number() OVER (PARTITION BY tenant ORDER BY seq) AS number FROM audit) AS ranked
            WHERE ranked.seq = audit.seq;
        CREATE UNIQUE INDEX audit_number ON audit (tenant, number);
        DROP INDEX audit_tenant;

        CREATE TABLE audit_heads (
            tenant TEXT NOT NULL, number INTEGER NOT NULL, hash BLOB NOT NULL, unchained INTEGER NOT NULL,
            PRIMARY KEY (tenant)) STRICT, WITHOUT ROWID;
        INSERT INTO audit_heads SELECT tenant, count(*), zeroblob(32), count(*) FROM audit GROUP BY tenant;

        """;
}

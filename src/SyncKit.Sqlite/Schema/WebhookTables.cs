namespace SyncKit.Sqlite.Schema;

/// <summary>
/// Tables of the webhooks' addresses, deliveries and losses. An address is found by its id alone, because a delivery says nothing else of whose it is.
/// </summary>
internal static class WebhookTables
{
    public const string Sql = """

        ALTER TABLE inbox ADD COLUMN trace TEXT NOT NULL DEFAULT '';

        CREATE TABLE webhook_endpoints (
            id TEXT NOT NULL PRIMARY KEY, tenant TEXT NOT NULL, connection TEXT NOT NULL,
            delivery_url TEXT, created_at INTEGER NOT NULL, revoked_at INTEGER) STRICT, WITHOUT ROWID;
        CREATE INDEX webhook_endpoints_tenant ON webhook_endpoints (tenant, created_at, id);

        CREATE TABLE webhook_marks (
            tenant TEXT NOT NULL, connection TEXT NOT NULL, key TEXT NOT NULL, received_at INTEGER NOT NULL,
            PRIMARY KEY (tenant, connection, key)) STRICT, WITHOUT ROWID;
        CREATE INDEX webhook_marks_age ON webhook_marks (received_at);

        CREATE TABLE webhook_records (
            tenant TEXT NOT NULL, connection TEXT NOT NULL, kind TEXT NOT NULL, record TEXT NOT NULL,
            told INTEGER NOT NULL DEFAULT 0, found INTEGER NOT NULL DEFAULT 0, found_at INTEGER NOT NULL DEFAULT 0,
            open INTEGER NOT NULL DEFAULT 0, touched_at INTEGER NOT NULL,
            PRIMARY KEY (tenant, connection, kind, record)) STRICT, WITHOUT ROWID;
        CREATE INDEX webhook_records_open ON webhook_records (tenant, connection, found_at) WHERE open = 1;

        CREATE TABLE webhook_days (
            tenant TEXT NOT NULL, connection TEXT NOT NULL, kind TEXT NOT NULL, day INTEGER NOT NULL,
            received INTEGER NOT NULL, delivered INTEGER NOT NULL, lost INTEGER NOT NULL, last_received INTEGER,
            PRIMARY KEY (tenant, connection, kind, day)) STRICT, WITHOUT ROWID;

        """;
}

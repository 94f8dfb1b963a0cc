namespace SyncKit.PostgreSql.Schema;

/// <summary>
/// Tables of the webhooks' addresses, deliveries and losses. An address is found by its id alone, because a delivery says nothing else of whose it is.
/// </summary>
internal static class WebhookTables
{
    public const string Sql = """
        CREATE TABLE synckit.webhook_endpoints (
            id text COLLATE "C" NOT NULL PRIMARY KEY, tenant text COLLATE "C" NOT NULL, connection text COLLATE "C" NOT NULL,
            delivery_url text, created_at bigint NOT NULL, revoked_at bigint);
        CREATE INDEX webhook_endpoints_tenant ON synckit.webhook_endpoints (tenant, created_at, id);

        CREATE TABLE synckit.webhook_marks (
            tenant text COLLATE "C" NOT NULL, connection text COLLATE "C" NOT NULL, key text COLLATE "C" NOT NULL, received_at bigint NOT NULL,
            PRIMARY KEY (tenant, connection, key));
        CREATE INDEX webhook_marks_age ON synckit.webhook_marks (received_at);

        CREATE TABLE synckit.webhook_records (
            tenant text COLLATE "C" NOT NULL, connection text COLLATE "C" NOT NULL, kind text COLLATE "C" NOT NULL, record text COLLATE "C" NOT NULL,
            told bigint NOT NULL DEFAULT 0, found bigint NOT NULL DEFAULT 0, found_at bigint NOT NULL DEFAULT 0,
            open boolean NOT NULL DEFAULT false, touched_at bigint NOT NULL,
            PRIMARY KEY (tenant, connection, kind, record));
        CREATE INDEX webhook_records_open ON synckit.webhook_records (tenant, connection, found_at) WHERE open;

        CREATE TABLE synckit.webhook_days (
            tenant text COLLATE "C" NOT NULL, connection text COLLATE "C" NOT NULL, kind text COLLATE "C" NOT NULL, day bigint NOT NULL,
            received bigint NOT NULL, delivered bigint NOT NULL, lost bigint NOT NULL, last_received bigint,
            PRIMARY KEY (tenant, connection, kind, day));

        """;
}

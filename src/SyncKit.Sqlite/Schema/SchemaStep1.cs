namespace SyncKit.Sqlite.Schema;

/// <summary>Times are ticks in UTC, amounts are decimal text, hashes are 16 bytes or null, connections are written connector/name.</summary>
internal static class SchemaStep1
{
    public const string Sql = """
        CREATE TABLE connections (
            tenant TEXT NOT NULL, connector TEXT NOT NULL, name TEXT NOT NULL,
            settings TEXT NOT NULL, version INTEGER NOT NULL,
            state INTEGER NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL, since INTEGER,
            PRIMARY KEY (tenant, connector, name)) STRICT, WITHOUT ROWID;

        CREATE TABLE bindings (
            tenant TEXT NOT NULL, flow TEXT NOT NULL, source TEXT NOT NULL, destination TEXT NOT NULL,
            PRIMARY KEY (tenant, flow, source, destination)) STRICT, WITHOUT ROWID;

        CREATE TABLE credentials (
            tenant TEXT NOT NULL, connection TEXT NOT NULL,
            key_id TEXT NOT NULL, nonce BLOB NOT NULL, ciphertext BLOB NOT NULL, version INTEGER NOT NULL,
            PRIMARY KEY (tenant, connection)) STRICT, WITHOUT ROWID;

        CREATE TABLE refresh_claims (
            tenant TEXT NOT NULL, connection TEXT NOT NULL, owner TEXT NOT NULL, until INTEGER NOT NULL,
            PRIMARY KEY (tenant, connection)) STRICT, WITHOUT ROWID;

        CREATE TABLE streams (
            tenant TEXT NOT NULL, source TEXT NOT NULL, kind TEXT NOT NULL, scope TEXT NOT NULL,
            cursor TEXT NOT NULL, read_at INTEGER NOT NULL,
            PRIMARY KEY (tenant, source, kind, scope)) STRICT, WITHOUT ROWID;

        CREATE TABLE inbox (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            tenant TEXT NOT NULL, lane TEXT NOT NULL, flow TEXT NOT NULL, source TEXT NOT NULL, kind TEXT NOT NULL, record TEXT NOT NULL,
            revision INTEGER NOT NULL, priority INTEGER NOT NULL, not_before INTEGER NOT NULL, attempts INTEGER NOT NULL,
            modified_at INTEGER NOT NULL, hash BLOB, deleted INTEGER NOT NULL, payload BLOB NOT NULL) STRICT;
        CREATE UNIQUE INDEX inbox_record ON inbox (tenant, flow, source, kind, record);
        CREATE INDEX inbox_turn ON inbox (tenant, lane, priority, seq, not_before);
        CREATE INDEX inbox_due ON inbox (tenant, lane, not_before);

        CREATE TABLE lanes (
            tenant TEXT NOT NULL, lane TEXT NOT NULL,
            epoch INTEGER NOT NULL DEFAULT 0, owner TEXT, lease_until INTEGER NOT NULL DEFAULT 0,
            paused_until INTEGER NOT NULL DEFAULT 0, last_served INTEGER NOT NULL DEFAULT 0, budget TEXT,
            PRIMARY KEY (tenant, lane)) STRICT, WITHOUT ROWID;
        CREATE INDEX lanes_turn ON lanes (last_served);

        CREATE TABLE intents (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            tenant TEXT NOT NULL, lane TEXT NOT NULL, request_id TEXT NOT NULL,
            route TEXT NOT NULL, created_at INTEGER NOT NULL, targets BLOB NOT NULL, content BLOB NOT NULL) STRICT;
        CREATE UNIQUE INDEX intents_request ON intents (tenant, lane, request_id);

        CREATE TABLE ledger_records (
            tenant TEXT NOT NULL, flow TEXT NOT NULL, source TEXT NOT NULL, kind TEXT NOT NULL, record TEXT NOT NULL,
            lane TEXT NOT NULL, state INTEGER NOT NULL, modified_at INTEGER NOT NULL, hash BLOB, deleted INTEGER NOT NULL,
            code TEXT NOT NULL, message TEXT NOT NULL, remedy TEXT NOT NULL, total TEXT NOT NULL, currency TEXT NOT NULL,
            settings_version INTEGER NOT NULL, attempts INTEGER NOT NULL, settled_at INTEGER NOT NULL, payload BLOB NOT NULL,
            PRIMARY KEY (tenant, flow, source, kind, record)) STRICT, WITHOUT ROWID;
        CREATE INDEX ledger_dead ON ledger_records (tenant, flow, source, kind, record) WHERE state = 2;

        CREATE TABLE ledger_documents (
            tenant TEXT NOT NULL, flow TEXT NOT NULL, source TEXT NOT NULL, kind TEXT NOT NULL, record TEXT NOT NULL, key TEXT NOT NULL,
            lane TEXT NOT NULL, document_kind TEXT NOT NULL, state INTEGER NOT NULL, destination_id TEXT NOT NULL, version TEXT NOT NULL,
            hash BLOB, total TEXT NOT NULL, tax TEXT NOT NULL, currency TEXT NOT NULL,
            request_id TEXT NOT NULL, generation INTEGER NOT NULL, written_at INTEGER NOT NULL,
            PRIMARY KEY (tenant, flow, source, kind, record, key)) STRICT, WITHOUT ROWID;

        CREATE TABLE refs (
            tenant TEXT NOT NULL, lane TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL,
            id TEXT NOT NULL, attributes BLOB NOT NULL, resolved_at INTEGER NOT NULL,
            PRIMARY KEY (tenant, lane, kind, key)) STRICT, WITHOUT ROWID;

        CREATE TABLE flow_counts (
            tenant TEXT NOT NULL, flow TEXT NOT NULL,
            entered INTEGER NOT NULL, superseded INTEGER NOT NULL, unchanged INTEGER NOT NULL, written INTEGER NOT NULL,
            updated INTEGER NOT NULL, skipped INTEGER NOT NULL, dismissed INTEGER NOT NULL,
            PRIMARY KEY (tenant, flow)) STRICT, WITHOUT ROWID;

        CREATE TABLE audit (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            tenant TEXT NOT NULL, at INTEGER NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL, reason TEXT NOT NULL, actor TEXT NOT NULL) STRICT;
        CREATE INDEX audit_tenant ON audit (tenant, seq);
        """;
}

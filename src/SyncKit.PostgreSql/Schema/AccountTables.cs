namespace SyncKit.PostgreSql.Schema;

/// <summary>
/// Tables of accounts, their keys, and the trail of who did what. An attempt to connect is found by the hash of its state alone: who comes back with a state
/// is not known before the state is.
/// </summary>
internal static class AccountTables
{
    public const string Sql = """
        CREATE TABLE synckit.connections (
            tenant text COLLATE "C" NOT NULL, connector text COLLATE "C" NOT NULL, name text COLLATE "C" NOT NULL,
            settings text NOT NULL, version integer NOT NULL,
            state integer NOT NULL, code text NOT NULL, message text NOT NULL, since bigint,
            PRIMARY KEY (tenant, connector, name));

        CREATE TABLE synckit.bindings (
            tenant text COLLATE "C" NOT NULL, flow text COLLATE "C" NOT NULL, source text COLLATE "C" NOT NULL, destination text COLLATE "C" NOT NULL,
            PRIMARY KEY (tenant, flow, source, destination));

        CREATE TABLE synckit.credentials (
            tenant text COLLATE "C" NOT NULL, connection text COLLATE "C" NOT NULL,
            key_id text COLLATE "C" NOT NULL, wrapped_key bytea NOT NULL, nonce bytea NOT NULL, ciphertext bytea NOT NULL, version bigint NOT NULL,
            PRIMARY KEY (tenant, connection));

        CREATE TABLE synckit.refresh_claims (
            tenant text COLLATE "C" NOT NULL, connection text COLLATE "C" NOT NULL, owner text NOT NULL, until bigint NOT NULL,
            PRIMARY KEY (tenant, connection));

        CREATE TABLE synckit.connect_attempts (
            state_hash text COLLATE "C" NOT NULL PRIMARY KEY,
            tenant text COLLATE "C" NOT NULL, connection text COLLATE "C" NOT NULL, session_hash text NOT NULL, callback text NOT NULL,
            parameters bytea NOT NULL, allow_other boolean NOT NULL, return_to text NOT NULL, actor text NOT NULL,
            expires_at bigint NOT NULL, state integer NOT NULL);
        CREATE INDEX connect_attempts_end ON synckit.connect_attempts (expires_at);

        CREATE TABLE synckit.grant_edges (
            tenant text COLLATE "C" NOT NULL, connection text COLLATE "C" NOT NULL, edge text COLLATE "C" NOT NULL,
            ends_at bigint NOT NULL, days_left integer NOT NULL,
            PRIMARY KEY (tenant, connection, edge));

        CREATE TABLE synckit.audit (
            tenant text COLLATE "C" NOT NULL, number bigint NOT NULL, at bigint NOT NULL,
            action text COLLATE "C" NOT NULL, subject text COLLATE "C" NOT NULL, reason text NOT NULL, actor text NOT NULL, hash bytea,
            PRIMARY KEY (tenant, number));

        CREATE TABLE synckit.audit_heads (
            tenant text COLLATE "C" NOT NULL, number bigint NOT NULL, hash bytea NOT NULL, unchained bigint NOT NULL,
            PRIMARY KEY (tenant)) WITH (fillfactor = 50);

        """;
}

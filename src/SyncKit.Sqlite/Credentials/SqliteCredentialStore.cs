using SyncKit.Auditing;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Sqlite.Auditing;
using SyncKit.Sqlite.Connections;

namespace SyncKit.Sqlite.Credentials;

internal sealed class SqliteCredentialStore(SqliteDatabase database) : ISealedCredentialStore
{
    private const string Columns = "key_id, wrapped_key, nonce, ciphertext, version";
    private const string Find = $"SELECT {Columns} FROM credentials WHERE tenant = ?1 AND connection = ?2";
    private const string FindVersion = "SELECT version FROM credentials WHERE tenant = ?1 AND connection = ?2";

    private const string Save = $"""
        INSERT OR REPLACE INTO credentials (tenant, connection, {Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """;

    private const string Replace = """
        UPDATE credentials SET key_id = ?3, wrapped_key = ?4, nonce = ?5, ciphertext = ?6
        WHERE tenant = ?1 AND connection = ?2
          AND key_id = ?7 AND wrapped_key = ?8 AND nonce = ?9 AND ciphertext = ?10 AND version = ?11
        """;

    private const string ListNotUnderKey = $"""
        SELECT {Columns}, tenant, connection FROM credentials
        WHERE (tenant, connection) > (?2, ?3) AND (key_id <> ?1 OR length(wrapped_key) = 0)
        ORDER BY tenant, connection LIMIT ?4
        """;

    private const string CountByKey = """
        SELECT key_id, count(*), sum(length(wrapped_key) = 0) FROM credentials GROUP BY key_id ORDER BY key_id
        """;

    private const string Delete = "DELETE FROM credentials WHERE tenant = ?1 AND connection = ?2";

    private const string Claim = """
        INSERT INTO refresh_claims (tenant, connection, owner, until) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT DO UPDATE SET owner = excluded.owner, until = excluded.until WHERE owner = excluded.owner OR until <= ?5
        """;

    private const string End = "DELETE FROM refresh_claims WHERE tenant = ?1 AND connection = ?2 AND owner = ?3";

    public Task<SealedCredentials?> FindAsync(ConnectionId connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return database.ReadAsync(
            session =>
            {
                using Rows row = session.Prepare(Find).Query(connection.Tenant.Value, ConnectionText.Of(connection));
                return row.Read() ? ReadRow(row) : null;
            },
            cancellationToken);
    }

    public Task<long?> SaveAsync(
        ConnectionId connection,
        SealedCredentials secrets,
        long? expectedVersion,
        AuditEntry audit,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(secrets);
        return database.WriteAsync<long?>(
            session =>
            {
                string tenant = connection.Tenant.Value;
                string text = ConnectionText.Of(connection);
                long stored = ReadVersion(session, tenant, text);
                if (expectedVersion is { } expected && expected != stored)
                {
                    return null;
                }

                session.Prepare(Save).Execute(
                    tenant, text, secrets.KeyId, Column.Of(secrets.WrappedKey), Column.Of(secrets.Nonce), Column.Of(secrets.Ciphertext), stored + 1);
                AuditRows.Add(session, audit);
                return stored + 1;
            },
            cancellationToken);
    }

    public Task<bool> ReplaceAsync(
        ConnectionId connection,
        SealedCredentials read,
        SealedCredentials rewrapped,
        AuditEntry audit,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(rewrapped);
        return WriteAuditedAsync(
            session => session.Prepare(Replace).Execute(
                connection.Tenant.Value,
                ConnectionText.Of(connection),
                rewrapped.KeyId,
                Column.Of(rewrapped.WrappedKey),
                Column.Of(rewrapped.Nonce),
                Column.Of(rewrapped.Ciphertext),
                read.KeyId,
                Column.Of(read.WrappedKey),
                Column.Of(read.Nonce),
                Column.Of(read.Ciphertext),
                read.Version),
            audit,
            cancellationToken);
    }

    public Task<bool> DeleteAsync(ConnectionId connection, AuditEntry audit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return WriteAuditedAsync(
            session => session.Prepare(Delete).Execute(connection.Tenant.Value, ConnectionText.Of(connection)), audit, cancellationToken);
    }

    public Task<IReadOnlyList<KeyValuePair<ConnectionId, SealedCredentials>>> ListNotUnderKeyAcrossTenantsAsync(
        string keyId,
        ConnectionId? after,
        int most,
        CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(keyId);
        return database.ReadAsync<IReadOnlyList<KeyValuePair<ConnectionId, SealedCredentials>>>(
            session =>
            {
                List<KeyValuePair<ConnectionId, SealedCredentials>> page = [];
                using Rows row = session.Prepare(ListNotUnderKey).Query(
                    keyId, after?.Tenant.Value ?? string.Empty, after is null ? string.Empty : ConnectionText.Of(after), most);
                while (row.Read())
                {
                    ConnectionId connection = new ConnectionText(new TenantId(row.GetString(5))).Read(row.GetString(6));
                    page.Add(KeyValuePair.Create(connection, ReadRow(row)));
                }

                return page;
            },
            cancellationToken);
    }

    public Task<IReadOnlyList<KeyUsage>> CountByKeyAcrossTenantsAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<KeyUsage>>(
            session =>
            {
                List<KeyUsage> usage = [];
                using Rows row = session.Prepare(CountByKey).Query();
                while (row.Read())
                {
                    usage.Add(new KeyUsage(row.GetString(0), row.GetInt64(1), row.GetInt64(2)));
                }

                return usage;
            },
            cancellationToken);

    public Task<bool> TryBeginRefreshAsync(ConnectionId connection, string owner, TimeSpan life, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentException.ThrowIfNullOrEmpty(owner);
        return database.WriteAsync(
            session =>
            {
                long now = database.Now;
                return session.Prepare(Claim).Execute(
                    connection.Tenant.Value, ConnectionText.Of(connection), owner, now + life.Ticks, now) == 1;
            },
            cancellationToken);
    }

    public Task EndRefreshAsync(ConnectionId connection, string owner, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return database.WriteAsync(
            session => session.Prepare(End).Execute(connection.Tenant.Value, ConnectionText.Of(connection), owner),
            cancellationToken);
    }

    private Task<bool> WriteAuditedAsync(Func<Session, int> write, AuditEntry audit, CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            if (write(session) == 0)
            {
                return false;
            }

            AuditRows.Add(session, audit);
            return true;
        },
        cancellationToken);

    private static SealedCredentials ReadRow(Rows row) =>
        new(row.GetString(0), Column.Bytes(row, 1), Column.Bytes(row, 2), Column.Bytes(row, 3), row.GetInt64(4));

    private static long ReadVersion(Session session, string tenant, string connection)
    {
        using Rows row = session.Prepare(FindVersion).Query(tenant, connection);
        return row.Read() ? row.GetInt64(0) : 0;
    }
}

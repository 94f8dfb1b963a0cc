using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Sqlite.Connections;

namespace SyncKit.Sqlite.Credentials;

internal sealed class SqliteCredentialStore(SqliteDatabase database) : ISealedCredentialStore
{
    private const string Find = "SELECT key_id, nonce, ciphertext, version FROM credentials WHERE tenant = ?1 AND connection = ?2";
    private const string FindVersion = "SELECT version FROM credentials WHERE tenant = ?1 AND connection = ?2";

    private const string Save = """
        INSERT OR REPLACE INTO credentials (tenant, connection, key_id, nonce, ciphertext, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
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
                return row.Read()
                    ? new SealedCredentials(row.GetString(0), Column.Bytes(row, 1), Column.Bytes(row, 2), row.GetInt64(3))
                    : null;
            },
            cancellationToken);
    }

    public Task<long?> SaveAsync(
        ConnectionId connection,
        SealedCredentials secrets,
        long? expectedVersion,
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
                    tenant, text, secrets.KeyId, Column.Of(secrets.Nonce), Column.Of(secrets.Ciphertext), stored + 1);
                return stored + 1;
            },
            cancellationToken);
    }

    public Task<bool> DeleteAsync(ConnectionId connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return database.WriteAsync(
            session => session.Prepare(Delete).Execute(connection.Tenant.Value, ConnectionText.Of(connection)) == 1,
            cancellationToken);
    }

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

    private static long ReadVersion(Session session, string tenant, string connection)
    {
        using Rows row = session.Prepare(FindVersion).Query(tenant, connection);
        return row.Read() ? row.GetInt64(0) : 0;
    }
}

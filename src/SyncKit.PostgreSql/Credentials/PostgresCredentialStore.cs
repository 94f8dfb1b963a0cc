using Npgsql;
using SyncKit.Auditing;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.PostgreSql.Auditing;
using SyncKit.PostgreSql.Connections;

namespace SyncKit.PostgreSql.Credentials;

/// <summary>
/// Each change is one statement that compares and sets, so the row's lock makes hosts that save at once wait for each other, and the second one finds the
/// version of the first.
/// </summary>
internal sealed class PostgresCredentialStore(PostgresDatabase database) : ISealedCredentialStore
{
    private const string Columns = "key_id, wrapped_key, nonce, ciphertext, version";
    private const string Find = $"SELECT {Columns} FROM synckit.credentials WHERE tenant = $1 AND connection = $2";

    private const string Add = $"""
        INSERT INTO synckit.credentials (tenant, connection, {Columns}) VALUES ($1, $2, $3, $4, $5, $6, 1) ON CONFLICT (tenant, connection)
        """;

    private const string Change = "key_id = $3, wrapped_key = $4, nonce = $5, ciphertext = $6";
    private const string SaveFirst = $"{Add} DO NOTHING RETURNING version";
    private const string SaveAny = $"{Add} DO UPDATE SET {Change}, version = credentials.version + 1 RETURNING version";

    private const string SaveNext = $"""
        UPDATE synckit.credentials SET {Change}, version = version + 1 WHERE tenant = $1 AND connection = $2 AND version = $7 RETURNING version
        """;

    private const string Replace = $"""
        UPDATE synckit.credentials SET {Change}
        WHERE tenant = $1 AND connection = $2 AND key_id = $7 AND wrapped_key = $8 AND nonce = $9 AND ciphertext = $10 AND version = $11
        """;

    private const string ListNotUnderKey = $"""
        SELECT {Columns}, tenant, connection FROM synckit.credentials
        WHERE (tenant, connection) > ($2, $3) AND (key_id <> $1 OR length(wrapped_key) = 0)
        ORDER BY tenant, connection LIMIT $4
        """;

    private const string CountByKey = """
        SELECT key_id, count(*), count(*) FILTER (WHERE length(wrapped_key) = 0) FROM synckit.credentials GROUP BY key_id ORDER BY key_id
        """;

    private const string Delete = "DELETE FROM synckit.credentials WHERE tenant = $1 AND connection = $2";

    private const string Claim = """
        INSERT INTO synckit.refresh_claims (tenant, connection, owner, until) VALUES ($1, $2, $3, (SELECT synckit.now_ticks()) + $4)
        ON CONFLICT (tenant, connection) DO UPDATE SET owner = excluded.owner, until = excluded.until
        WHERE refresh_claims.owner = excluded.owner OR refresh_claims.until <= (SELECT synckit.now_ticks())
        """;

    private const string End = "DELETE FROM synckit.refresh_claims WHERE tenant = $1 AND connection = $2 AND owner = $3";

    public Task<SealedCredentials?> FindAsync(ConnectionId connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return database.ReadAsync(
            (session, token) => session.FindAsync(Find, ReadRow, token, connection.Tenant.Value, ConnectionText.Of(connection)), cancellationToken);
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
        object?[] row =
        [
            connection.Tenant.Value, ConnectionText.Of(connection),
            secrets.KeyId, Column.Of(secrets.WrappedKey), Column.Of(secrets.Nonce), Column.Of(secrets.Ciphertext),
        ];
        (string sql, object?[] values) = expectedVersion switch
        {
            null => (SaveAny, row),
            0 => (SaveFirst, row),
            { } expected => (SaveNext, [.. row, expected]),
        };
        return database.WriteAsync(
            async (session, token) =>
            {
                long? version = await session.FindAsync<long?>(sql, static row => row.GetInt64(0), token, values).ConfigureAwait(false);
                if (version is not null)
                {
                    await AuditRows.AddAsync(session, audit, token).ConfigureAwait(false);
                }

                return version;
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
            audit,
            Replace,
            cancellationToken,
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
            read.Version);
    }

    public Task<bool> DeleteAsync(ConnectionId connection, AuditEntry audit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return WriteAuditedAsync(audit, Delete, cancellationToken, connection.Tenant.Value, ConnectionText.Of(connection));
    }

    public async Task<IReadOnlyList<KeyValuePair<ConnectionId, SealedCredentials>>> ListNotUnderKeyAcrossTenantsAsync(
        string keyId,
        ConnectionId? after,
        int most,
        CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(keyId);
        return await database.ReadAsync(
            (session, token) => session.ListAsync(
                ListNotUnderKey,
                static row => KeyValuePair.Create(new ConnectionText(new TenantId(row.GetString(5))).Read(row.GetString(6)), ReadRow(row)),
                token,
                keyId,
                after?.Tenant.Value ?? string.Empty,
                after is null ? string.Empty : ConnectionText.Of(after),
                most),
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<KeyUsage>> CountByKeyAcrossTenantsAsync(CancellationToken cancellationToken) =>
        await database.ReadAsync(
            (session, token) => session.ListAsync(
                CountByKey, static row => new KeyUsage(row.GetString(0), row.GetInt64(1), row.GetInt64(2)), token),
            cancellationToken).ConfigureAwait(false);

    public async Task<bool> TryBeginRefreshAsync(ConnectionId connection, string owner, TimeSpan life, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentException.ThrowIfNullOrEmpty(owner);
        int claimed = await database
            .ExecuteAsync(Claim, cancellationToken, connection.Tenant.Value, ConnectionText.Of(connection), owner, life.Ticks)
            .ConfigureAwait(false);
        return claimed == 1;
    }

    public Task EndRefreshAsync(ConnectionId connection, string owner, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return database.ExecuteAsync(End, cancellationToken, connection.Tenant.Value, ConnectionText.Of(connection), owner);
    }

    private Task<bool> WriteAuditedAsync(AuditEntry audit, string sql, CancellationToken cancellationToken, params object?[] values) => database.WriteAsync(
        async (session, token) =>
        {
            if (await session.ExecuteAsync(sql, token, values).ConfigureAwait(false) == 0)
            {
                return false;
            }

            await AuditRows.AddAsync(session, audit, token).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    private static SealedCredentials ReadRow(NpgsqlDataReader row) =>
        new(row.GetString(0), Column.Bytes(row, 1), Column.Bytes(row, 2), Column.Bytes(row, 3), row.GetInt64(4));
}

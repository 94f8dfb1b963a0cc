using System.Text.Json;
using Npgsql;
using SyncKit.Connecting;
using SyncKit.Connections;
using SyncKit.PostgreSql.Connections;

namespace SyncKit.PostgreSql.Connecting;

internal sealed class PostgresConnectAttemptStore(PostgresDatabase database) : IConnectAttemptStore
{
    private const string Columns = "state_hash, tenant, connection, session_hash, callback, parameters, allow_other, return_to, actor";

    private const string Add = $"""
        INSERT INTO synckit.connect_attempts ({Columns}, expires_at, state)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, (SELECT synckit.now_ticks()) + $10, 0) ON CONFLICT DO NOTHING
        """;

    private const string Open = "WHERE state_hash = $1 AND state = 0 AND expires_at > (SELECT synckit.now_ticks())";
    private const string FindOpen = $"SELECT {Columns} FROM synckit.connect_attempts {Open}";

    // It looks and takes at once: of many who come, the row's lock lets one find it open.
    private const string Take = $"UPDATE synckit.connect_attempts SET state = 1 {Open} RETURNING {Columns}";

    private const string Settle = "UPDATE synckit.connect_attempts SET state = 2 WHERE state_hash = $1";

    private const string ListLeft = $"""
        SELECT {Columns}, state FROM synckit.connect_attempts WHERE expires_at <= (SELECT synckit.now_ticks()) - $1 ORDER BY expires_at, state_hash LIMIT $2
        """;

    private const string Remove = "DELETE FROM synckit.connect_attempts WHERE state_hash = $1";

    private const string NoteEdge = """
        INSERT INTO synckit.grant_edges (tenant, connection, edge, ends_at, days_left) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (tenant, connection, edge) DO UPDATE SET ends_at = excluded.ends_at, days_left = excluded.days_left
        WHERE abs(grant_edges.ends_at - excluded.ends_at) > $6 OR grant_edges.days_left > excluded.days_left
        """;

    public async Task AddAsync(ConnectAttempt attempt, TimeSpan life, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        int added = await database.ExecuteAsync(
            Add,
            cancellationToken,
            attempt.StateHash,
            attempt.Connection.Tenant.Value,
            ConnectionText.Of(attempt.Connection),
            attempt.SessionHash,
            attempt.Callback.AbsoluteUri,
            JsonSerializer.SerializeToUtf8Bytes(attempt.Parameters, StoredAttemptJson.Default.IReadOnlyDictionaryStringString),
            attempt.AllowOtherAccount,
            attempt.ReturnTo,
            attempt.Actor,
            life.Ticks).ConfigureAwait(false);
        if (added == 0)
        {
            throw new ArgumentException("There is an attempt with that state.", nameof(attempt));
        }
    }

    public Task<ConnectAttempt?> FindOpenAsync(string stateHash, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(stateHash);
        return database.ReadAsync((session, token) => session.FindAsync(FindOpen, Read, token, stateHash), cancellationToken);
    }

    public Task<ConnectAttempt?> TakeAsync(string stateHash, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(stateHash);
        return database.WriteAsync((session, token) => session.FindAsync(Take, Read, token, stateHash), cancellationToken);
    }

    public Task SettleAsync(string stateHash, CancellationToken cancellationToken) => database.ExecuteAsync(Settle, cancellationToken, stateHash);

    public async Task<IReadOnlyList<LeftAttempt>> ListLeftAsync(TimeSpan grace, int most, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            (session, token) => session.ListAsync(
                ListLeft, static row => new LeftAttempt(Read(row), (AttemptState)row.GetInt32(9)), token, grace.Ticks, most),
            cancellationToken).ConfigureAwait(false);

    public Task RemoveAsync(string stateHash, CancellationToken cancellationToken) => database.ExecuteAsync(Remove, cancellationToken, stateHash);

    public async Task<bool> TryNoteEdgeAsync(ConnectionId connection, string edge, DateTimeOffset endsAt, int daysLeft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentException.ThrowIfNullOrEmpty(edge);
        int noted = await database.ExecuteAsync(
            NoteEdge,
            cancellationToken,
            connection.Tenant.Value,
            ConnectionText.Of(connection),
            edge,
            endsAt.UtcTicks,
            daysLeft,
            TimeSpan.TicksPerDay).ConfigureAwait(false);
        return noted == 1;
    }

    private static ConnectAttempt Read(NpgsqlDataReader row) => new()
    {
        StateHash = row.GetString(0),
        Connection = new ConnectionText(new TenantId(row.GetString(1))).Read(row.GetString(2)),
        SessionHash = row.GetString(3),
        Callback = new Uri(row.GetString(4)),
        Parameters = JsonSerializer.Deserialize(Column.Bytes(row, 5), StoredAttemptJson.Default.IReadOnlyDictionaryStringString)!,
        AllowOtherAccount = row.GetBoolean(6),
        ReturnTo = row.GetString(7),
        Actor = row.GetString(8),
    };
}

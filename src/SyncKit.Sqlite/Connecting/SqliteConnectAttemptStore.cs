using System.Text.Json;
using SyncKit.Connecting;
using SyncKit.Connections;
using SyncKit.Sqlite.Connections;
using SyncKit.Sqlite.Intents;

namespace SyncKit.Sqlite.Connecting;

internal sealed class SqliteConnectAttemptStore(SqliteDatabase database) : IConnectAttemptStore
{
    private const string Columns = "state_hash, tenant, connection, session_hash, callback, parameters, allow_other, return_to, actor";

    private const string Add = $"""
        INSERT INTO connect_attempts ({Columns}, expires_at, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0) ON CONFLICT DO NOTHING
        """;

    private const string FindOpen = $"SELECT {Columns} FROM connect_attempts WHERE state_hash = ?1 AND state = 0 AND expires_at > ?2";
    private const string Take = $"UPDATE connect_attempts SET state = 1 WHERE state_hash = ?1 AND state = 0 AND expires_at > ?2 RETURNING {Columns}";
    private const string Settle = "UPDATE connect_attempts SET state = 2 WHERE state_hash = ?1";
    private const string ListLeft = $"SELECT {Columns}, state FROM connect_attempts WHERE expires_at <= ?1 ORDER BY expires_at, state_hash LIMIT ?2";
    private const string Remove = "DELETE FROM connect_attempts WHERE state_hash = ?1";

    private const string NoteEdge = """
        INSERT INTO grant_edges (tenant, connection, edge, ends_at, days_left) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT DO UPDATE SET ends_at = excluded.ends_at, days_left = excluded.days_left
        WHERE abs(ends_at - excluded.ends_at) > ?6 OR days_left > excluded.days_left
        """;

    public async Task AddAsync(ConnectAttempt attempt, TimeSpan life, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        int added = await database.WriteAsync(
            session => session.Prepare(Add).Execute(
                attempt.StateHash,
                attempt.Connection.Tenant.Value,
                ConnectionText.Of(attempt.Connection),
                attempt.SessionHash,
                attempt.Callback.AbsoluteUri,
                JsonSerializer.SerializeToUtf8Bytes(attempt.Parameters, StoredJson.Default.IReadOnlyDictionaryStringString),
                attempt.AllowOtherAccount,
                attempt.ReturnTo,
                attempt.Actor,
                database.Now + life.Ticks),
            cancellationToken).ConfigureAwait(false);
        if (added == 0)
        {
            throw new ArgumentException("There is an attempt with that state.", nameof(attempt));
        }
    }

    public Task<ConnectAttempt?> FindOpenAsync(string stateHash, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(stateHash);
        return database.ReadAsync(
            session =>
            {
                using Rows row = session.Prepare(FindOpen).Query(stateHash, database.Now);
                return row.Read() ? Read(row) : null;
            },
            cancellationToken);
    }

    public Task<ConnectAttempt?> TakeAsync(string stateHash, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(stateHash);
        return database.WriteAsync(
            session =>
            {
                using Rows row = session.Prepare(Take).Query(stateHash, database.Now);
                ConnectAttempt? taken = row.Read() ? Read(row) : null;
                while (row.Read())
                {
                    // The statement is done when it has no more rows.
                }

                return taken;
            },
            cancellationToken);
    }

    public Task SettleAsync(string stateHash, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.Prepare(Settle).Execute(stateHash), cancellationToken);

    public Task<IReadOnlyList<LeftAttempt>> ListLeftAsync(TimeSpan grace, int most, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<LeftAttempt>>(
            session =>
            {
                List<LeftAttempt> left = [];
                using Rows row = session.Prepare(ListLeft).Query(database.Now - grace.Ticks, most);
                while (row.Read())
                {
                    left.Add(new LeftAttempt(Read(row), (AttemptState)row.GetInt32(9)));
                }

                return left;
            },
            cancellationToken);

    public Task RemoveAsync(string stateHash, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.Prepare(Remove).Execute(stateHash), cancellationToken);

    public Task<bool> TryNoteEdgeAsync(ConnectionId connection, string edge, DateTimeOffset endsAt, int daysLeft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentException.ThrowIfNullOrEmpty(edge);
        return database.WriteAsync(
            session => session.Prepare(NoteEdge).Execute(
                connection.Tenant.Value, ConnectionText.Of(connection), edge, endsAt.UtcTicks, daysLeft, TimeSpan.TicksPerDay) == 1,
            cancellationToken);
    }

    private static ConnectAttempt Read(Rows row) => new()
    {
        StateHash = row.GetString(0),
        Connection = new ConnectionText(new TenantId(row.GetString(1))).Read(row.GetString(2)),
        SessionHash = row.GetString(3),
        Callback = new Uri(row.GetString(4)),
        Parameters = JsonSerializer.Deserialize(Column.Bytes(row, 5), StoredJson.Default.IReadOnlyDictionaryStringString)!,
        AllowOtherAccount = row.GetBoolean(6),
        ReturnTo = row.GetString(7),
        Actor = row.GetString(8),
    };
}

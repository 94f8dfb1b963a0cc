using System.Data;
using Npgsql;
using SyncKit.PostgreSql.Schema;
using SyncKit.PostgreSql.Wakeups;

namespace SyncKit.PostgreSql;

/// <summary>
/// The database that all stores share. What fails before its commit for a reason that passes (a deadlock, a server that went away) runs again from its
/// beginning; a commit whose answer was lost is an error, because nobody knows what became of it.
/// </summary>
internal sealed class PostgresDatabase : IAsyncDisposable, IDisposable
{
    private const int MostAttempts = 4;

    // A plan that is kept was made when tables may have been empty; an index then is the right way later, reading the table is not.
    private const string KeptPlans = "SET enable_seqscan = off; SET jit = off";

    private readonly NpgsqlDataSource source;
    private readonly NpgsqlDataSource listening;
    private readonly IReadOnlyList<SchemaStep> steps;
    private readonly SemaphoreSlim upgrading = new(1, 1);
    private volatile bool isUpgraded;

    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    public PostgresDatabase(string connectionString, TimeProvider? time = null)
        : this(connectionString, SchemaSteps.All, time)
    {
    }

    /// <summary>A database with other steps, for tests of the upgrade.</summary>
    internal PostgresDatabase(string connectionString, IReadOnlyList<SchemaStep> steps, TimeProvider? time = null)
    {
        this.steps = steps;
        Time = time ?? TimeProvider.System;
        Work = new WorkAnnouncer(this, Time);
        source = Build(PostgresConnectionString.Complete(connectionString));
        listening = Build(PostgresConnectionString.CompleteListening(connectionString));
    }

    /// <summary>Done with each connection before it is used; tests set the clock with it.</summary>
    internal Func<Session, CancellationToken, Task>? Entered { get; init; }

    /// <summary>This host's clock, for how long it waits; the storage's own clock is the server's.</summary>
    public TimeProvider Time { get; }

    /// <summary>How long the server works for a look into an index that dead rows have made slow.</summary>
    internal TimeSpan SlowLook { get; init; } = TimeSpan.FromMilliseconds(2);

    /// <summary>Tells all hosts when work came in.</summary>
    public WorkAnnouncer Work { get; }

    /// <summary>Runs one statement that reads.</summary>
    public Task<T> ReadAsync<T>(Func<Session, CancellationToken, Task<T>> read, CancellationToken cancellationToken) =>
        RunAsync(read, null, cancellationToken);

    /// <summary>
    /// Runs one round trip that writes, as a transaction by itself; it may run again although it was done, so doing it twice must be no different.
    /// </summary>
    public Task<T> RepeatAsync<T>(Func<Session, CancellationToken, Task<T>> write, CancellationToken cancellationToken) =>
        RunAsync(write, null, cancellationToken);

    /// <summary>
    /// Runs one round trip that writes, as a transaction by itself; it runs again only when the server said that nothing was done. When the answer is lost,
    /// nobody knows whether it was.
    /// </summary>
    public Task<T> WriteOnceAsync<T>(Func<Session, CancellationToken, Task<T>> write, CancellationToken cancellationToken) =>
        RunAsync(write, null, cancellationToken, isOnce: true);

    /// <summary>Runs reads that see one moment.</summary>
    public Task<T> ReadMomentAsync<T>(Func<Session, CancellationToken, Task<T>> read, CancellationToken cancellationToken) =>
        RunAsync(read, IsolationLevel.RepeatableRead, cancellationToken);

    /// <summary>Runs a write in a transaction; it may run again when it failed.</summary>
    public Task<T> WriteAsync<T>(Func<Session, CancellationToken, Task<T>> write, CancellationToken cancellationToken) =>
        RunAsync(write, IsolationLevel.ReadCommitted, cancellationToken);

    /// <summary>Runs one statement that writes, which is a transaction by itself.</summary>
    /// <returns>How many rows it wrote.</returns>
    public Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken, params object?[] values) =>
        WriteAsync((session, token) => session.ExecuteAsync(sql, token, values), cancellationToken);

    /// <summary>A connection for one that keeps it, on the newest schema.</summary>
    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        NpgsqlConnection connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await EnsureUpgradedAsync(connection, cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A connection for one that waits for what others announce; it notices when the other end is gone.</summary>
    public Task<NpgsqlConnection> OpenListenerAsync(CancellationToken cancellationToken) =>
        listening.OpenConnectionAsync(cancellationToken).AsTask();

    public async ValueTask DisposeAsync()
    {
        await Work.DisposeAsync().ConfigureAwait(false);
        await source.DisposeAsync().ConfigureAwait(false);
        await listening.DisposeAsync().ConfigureAwait(false);
        upgrading.Dispose();
    }

    public void Dispose()
    {
        Work.Dispose();
        source.Dispose();
        listening.Dispose();
        upgrading.Dispose();
    }

    private static NpgsqlDataSource Build(string connectionString)
    {
        NpgsqlSlimDataSourceBuilder builder = new(connectionString);
        builder.EnableArrays();
        builder.EnableTransportSecurity();
        builder.EnableIntegratedSecurity();
        if (PostgresConnectionString.KeepsPlans(connectionString))
        {
            builder.UsePhysicalConnectionInitializer(Plan, PlanAsync);
        }

        return builder.Build();
    }

    private static void Plan(NpgsqlConnection connection)
    {
        using NpgsqlCommand command = new(KeptPlans, connection);
        command.ExecuteNonQuery();
    }

    private static async Task PlanAsync(NpgsqlConnection connection)
    {
        NpgsqlCommand command = new(KeptPlans, connection);
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
    }

    private async Task<T> RunAsync<T>(
        Func<Session, CancellationToken, Task<T>> work, IsolationLevel? isolation, CancellationToken cancellationToken, bool isOnce = false)
    {
        for (int attempt = 1; ; attempt++)
        {
            bool isInDoubt = false;
            try
            {
                NpgsqlConnection connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
                await using (connection.ConfigureAwait(false))
                {
                    Session session = new(connection);
                    if (Entered is not null)
                    {
                        await Entered(session, cancellationToken).ConfigureAwait(false);
                    }

                    if (isolation is null)
                    {
                        isInDoubt = isOnce;
                        return await work(session, cancellationToken).ConfigureAwait(false);
                    }

                    NpgsqlTransaction transaction = await connection.BeginTransactionAsync(isolation.Value, cancellationToken).ConfigureAwait(false);
                    await using (transaction.ConfigureAwait(false))
                    {
                        T result = await work(session, cancellationToken).ConfigureAwait(false);
                        cancellationToken.ThrowIfCancellationRequested();
                        isInDoubt = true;
                        await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
                        return result;
                    }
                }
            }
            catch (NpgsqlException passing) when (attempt < MostAttempts && (isInDoubt ? isOnce && IsUndone(passing) : Passes(passing)))
            {
                if (passing is not PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure })
                {
                    // The server went away, and the other connections of the pool with it.
                    source.Clear();
                }
            }
        }
    }

    /// <summary>
    /// Whether the server gave an error that it gives only before the commit. A server that crashes says so at any time, and one that is gone says nothing.
    /// </summary>
    private static bool IsUndone(NpgsqlException exception) => exception is PostgresException
    {
        SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.AdminShutdown,
    };

    private static bool Passes(NpgsqlException exception) =>
        exception.IsTransient || exception is PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown };

    private async Task EnsureUpgradedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (isUpgraded)
        {
            return;
        }

        await upgrading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!isUpgraded)
            {
                await SchemaUpgrade.RunAsync(connection, steps, cancellationToken).ConfigureAwait(false);
                isUpgraded = true;
            }
        }
        finally
        {
            upgrading.Release();
        }
    }
}

using System.Diagnostics;
using Npgsql;

namespace SyncKit.Servers;

/// <summary>A PostgreSQL server of the tests' own, in a folder of its own, on a free port.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Superuser = "postgres";
    private const int StartAttempts = 8;
    private const int SamePortAttempts = 6;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly PostgresInstallation installation;
    private readonly DirectoryInfo folder;
    private readonly bool durable;
    private Process? process;
    private int databases;

    private PostgresServer(PostgresInstallation installation, bool durable)
    {
        this.installation = installation;
        this.durable = durable;
        folder = Directory.CreateTempSubdirectory("synckit-postgres-");
    }

    /// <summary>The port on the loopback interface. It changes when the server starts again on another.</summary>
    public int Port { get; private set; }

    /// <summary>The id of the server's first process.</summary>
    public int ProcessId => process?.Id ?? throw new InvalidOperationException("The server does not run.");

    /// <summary>Starts a server; ends the test where PostgreSQL is not installed.</summary>
    /// <param name="durable">Whether commits wait for the disk, as in production; tests that kill nothing are quicker without.</param>
    public static async Task<PostgresServer> StartAsync(bool durable = false)
    {
        PostgresInstallation? installation = PostgresInstallation.Find();
        if (installation is null)
        {
            Requirement.Missing(PostgresInstallation.HowToInstall);
        }

        PostgresServer server = new(installation!, durable);
        try
        {
            await server.InitializeAsync();
            await server.StartAgainAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>How to reach a database of this server.</summary>
    public string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={Port};Username={Superuser};Database={database};Include Error Detail=true;Timeout=15";

    /// <summary>Makes a database with a name of its own.</summary>
    /// <param name="template">The database that it is a copy of; nobody may be connected to it. An empty one by default.</param>
    /// <returns>The database's name.</returns>
    public async Task<string> CreateDatabaseAsync(string? template = null)
    {
        string name = $"test_{Interlocked.Increment(ref databases)}";
        await ExecuteAsync(template is null ? $"CREATE DATABASE {name}" : $"CREATE DATABASE {name} TEMPLATE {template}");
        return name;
    }

    /// <summary>Drops a database, whoever is connected to it.</summary>
    public Task DropDatabaseAsync(string name) => ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");

    /// <summary>Starts a server that was ended, on the same folder and, where it is still free, the same port.</summary>
    public async Task StartAgainAsync()
    {
        for (int attempt = 1; ; attempt++)
        {
            Port = attempt <= SamePortAttempts && Port != 0 ? Port : FreePort.Find();
            process = installation.Start("postgres", Arguments());
            try
            {
                await WaitUntilReadyAsync(process);
                return;
            }
            catch (InvalidOperationException) when (attempt < StartAttempts)
            {
                // Children of a server that was killed keep its memory for a moment, and a new one does not start beside them.
                await EndAsync(Signals.Kill);
                await Task.Delay(Pause * attempt * attempt);
            }
        }
    }

    /// <summary>Ends the server with a signal and waits until it is gone.</summary>
    /// <param name="signal"><see cref="Signals.Interrupt"/>, <see cref="Signals.Quit"/> or <see cref="Signals.Kill"/>.</param>
    public async Task EndAsync(int signal)
    {
        if (process is not { } running)
        {
            return;
        }

        process = null;
        using (running)
        {
            Signals.Send(running.Id, signal);
            using CancellationTokenSource patience = new(Patience);
            try
            {
                await running.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                Signals.Send(running.Id, Signals.Kill);
                await running.WaitForExitAsync(CancellationToken.None);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await EndAsync(Signals.Interrupt);
        folder.Delete(recursive: true);
    }

    private async Task InitializeAsync()
    {
        await installation.OwnAsync(folder.FullName);
        await installation.RunAsync(
            "initdb", "-D", DataFolder, "-U", Superuser, "-A", "trust", "--no-locale", "-E", "UTF8", "--no-sync", "--no-instructions");
    }

    private string DataFolder => Path.Combine(folder.FullName, "data");

    private string[] Arguments()
    {
        List<string> arguments =
        [
            "-D", DataFolder, "-p", $"{Port}", "-k", folder.FullName, "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=300",
            "-c", "shared_buffers=256MB", "-c", "logging_collector=on",
        ];
        if (!durable)
        {
            arguments.AddRange(["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]);
        }

        return [.. arguments];
    }

    private async Task WaitUntilReadyAsync(Process server)
    {
        long started = Stopwatch.GetTimestamp();
        while (true)
        {
            if (server.HasExited)
            {
                throw new InvalidOperationException($"PostgreSQL ended with {server.ExitCode}: {await server.StandardError.ReadToEndAsync()}");
            }

            try
            {
                await ExecuteAsync("SELECT 1");
                return;
            }
            catch (NpgsqlException starting) when (Stopwatch.GetElapsedTime(started) < Patience)
            {
                _ = starting;
                await Task.Delay(Pause);
            }
        }
    }

    private async Task ExecuteAsync(string sql)
    {
        await using NpgsqlConnection connection = new(ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

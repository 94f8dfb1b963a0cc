using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Npgsql;

namespace SyncKit.Servers;

/// <summary>
/// Supabase's small server on a database of its own, on a free port. It sees only the tables that are there when it starts, so they are made before.
/// </summary>
public sealed class SupabaseLiteServer : IAsyncDisposable
{
    /// <summary>A key that passes by row-level security.</summary>
    public const string SecretKey = "sb_secret_abcdefghijklmnopqrstuv_12345678";

    /// <summary>A key that browsers have.</summary>
    public const string PublishableKey = "sb_publishable_abcdefghijklmnopqrstuv_12345678";

    private const string TokenSecret = "super-secret-jwt-token-with-at-least-32-characters-long";
    private const string Ready = "ready on ";

    private const string Roles = """
        DO $$ BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'anon') THEN
                CREATE ROLE anon NOLOGIN; CREATE ROLE authenticated NOLOGIN; CREATE ROLE service_role NOLOGIN BYPASSRLS;
            END IF;
        END $$;
        GRANT USAGE ON SCHEMA public TO anon, authenticated, service_role;
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly SemaphoreSlim RoleGate = new(1, 1);

    private readonly PostgresServer postgres;
    private readonly string database;
    private Process? process;

    private SupabaseLiteServer(PostgresServer postgres, string database)
    {
        this.postgres = postgres;
        this.database = database;
    }

    /// <summary>The project's address.</summary>
    public string Url { get; private set; } = string.Empty;

    /// <summary>How to reach the database itself.</summary>
    public string ConnectionString => postgres.ConnectionString(database);

    /// <summary>Starts a server; ends the test where something is not installed.</summary>
    /// <param name="postgres">Where its database is made.</param>
    /// <param name="schema">SQL that is run before it starts.</param>
    public static async Task<SupabaseLiteServer> StartAsync(PostgresServer postgres, params string[] schema)
    {
        SupabaseLiteInstallation? installation = SupabaseLiteInstallation.Find();
        if (installation is null)
        {
            Requirement.Missing(SupabaseLiteInstallation.HowToInstall);
        }

        SupabaseLiteServer server = new(postgres, await postgres.CreateDatabaseAsync());
        try
        {
            await RoleGate.WaitAsync();
            try
            {
                await server.ExecuteAsync(Roles);
            }
            finally
            {
                RoleGate.Release();
            }

            foreach (string sql in schema)
            {
                await server.ExecuteAsync(sql);
            }

            await server.ServeAsync(installation!);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs SQL in the database, past the server.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using NpgsqlConnection connection = new(ConnectionString);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Reads one value from the database, past the server.</summary>
    public async Task<object?> ReadAsync(string sql)
    {
        await using NpgsqlConnection connection = new(ConnectionString);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>A user's token as the project's sign-in would give it.</summary>
    /// <param name="claims">Claims beside the role and the times, as the members of a JSON object.</param>
    /// <param name="life">How long it is good; a negative time gives an expired one.</param>
    public static string UserToken(string claims, TimeSpan life)
    {
        long now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        string head = Part("""{"alg":"HS256","typ":"JWT"}""");
        string body = Part($$"""{"role":"authenticated","aud":"authenticated","sub":{{JsonSerializer.Serialize(Guid.NewGuid())}},"iat":{{now}},"exp":{{now + (long)life.TotalSeconds}},{{claims}}}""");
        byte[] signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(TokenSecret), Encoding.UTF8.GetBytes($"{head}.{body}"));
        return $"{head}.{body}.{System.Buffers.Text.Base64Url.EncodeToString(signature)}";
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { } running)
        {
            process = null;
            using (running)
            {
                Signals.Send(running.Id, Signals.Terminate);
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

        NpgsqlConnection.ClearPool(new NpgsqlConnection(ConnectionString));
        await postgres.DropDatabaseAsync(database);
    }

    private static string Part(string json) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    private async Task ServeAsync(SupabaseLiteInstallation installation)
    {
        ProcessStartInfo start = new(installation.Node) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = installation.Packages };
        // As text, and not as a file, so that the packages are found from the folder in which it runs.
        start.ArgumentList.Add("--input-type=module");
        start.ArgumentList.Add("--eval");
        start.ArgumentList.Add(await File.ReadAllTextAsync(installation.Script));
        start.Environment["SUPABASE_DB_URL"] = $"postgres://postgres@127.0.0.1:{postgres.Port}/{database}";
        start.Environment["PORT"] = "0";
        start.Environment["LITE_TELEMETRY"] = "0";
        start.Environment["SUPABASE_SECRET_KEY"] = SecretKey;
        start.Environment["SUPABASE_PUBLISHABLE_KEY"] = PublishableKey;
        start.Environment["SUPABASE_JWT_SECRET"] = TokenSecret;
        process = Process.Start(start) ?? throw new InvalidOperationException("node could not be started.");
        StringBuilder errors = new();
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.BeginErrorReadLine();
        using CancellationTokenSource patience = new(Patience);
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith(Ready, StringComparison.Ordinal))
            {
                Url = $"http://127.0.0.1:{line[Ready.Length..]}";
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return;
            }
        }

        throw new InvalidOperationException($"@supabase/lite did not start: {errors}");
    }
}

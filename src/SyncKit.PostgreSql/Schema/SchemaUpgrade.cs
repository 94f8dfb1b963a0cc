using Npgsql;

namespace SyncKit.PostgreSql.Schema;

/// <summary>
/// Brings a database to the newest schema: forward only, one numbered step after the other, in one transaction under an advisory lock, so that any number of
/// hosts may start at once.
/// </summary>
internal static class SchemaUpgrade
{
    private const int OldestServer = 15;

    /// <summary>"SyncKit" in ASCII: no other program of the database uses this lock.</summary>
    private const long Lock = 0x53_79_6E_63_4B_69_74;

    private const string Found = "SELECT to_regclass('synckit.schema_version') IS NOT NULL";
    private const string Read = "SELECT version, oldest FROM synckit.schema_version";

    private const string Begin = """
        CREATE SCHEMA IF NOT EXISTS synckit;
        CREATE TABLE IF NOT EXISTS synckit.schema_version (
            one integer PRIMARY KEY CHECK (one = 1), version integer NOT NULL, oldest integer NOT NULL);
        INSERT INTO synckit.schema_version VALUES (1, 0, 0) ON CONFLICT DO NOTHING;
        """;

    private const string Write = "UPDATE synckit.schema_version SET version = $1, oldest = $2";

    /// <exception cref="InvalidOperationException">The server is too old, the schema too new, or the role may not make or use the tables.</exception>
    public static async Task RunAsync(NpgsqlConnection connection, IReadOnlyList<SchemaStep> steps, CancellationToken cancellationToken)
    {
        EnsureServer(connection.PostgreSqlVersion);
        try
        {
            if (!await IsCurrentAsync(connection, steps, cancellationToken).ConfigureAwait(false))
            {
                await UpgradeAsync(connection, steps, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new InvalidOperationException(
                $"The role '{connection.UserName}' may not make or read SyncKit's tables in the database '{connection.Database}': grant it CREATE on the "
                + "database, or let the owner of the schema synckit start SyncKit once and grant the role USAGE on that schema and SELECT, INSERT, UPDATE and "
                + $"DELETE on all of its tables. ({refused.MessageText})",
                refused);
        }
    }

    /// <exception cref="InvalidOperationException">The server is too old.</exception>
    internal static void EnsureServer(Version version)
    {
        if (version.Major < OldestServer)
        {
            throw new InvalidOperationException($"The server is PostgreSQL {version}: SyncKit needs version {OldestServer} or newer.");
        }
    }

    private static async Task UpgradeAsync(NpgsqlConnection connection, IReadOnlyList<SchemaStep> steps, CancellationToken cancellationToken)
    {
        NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            Session session = new(connection);
            await session.ExecuteAsync("SELECT pg_advisory_xact_lock($1)", cancellationToken, Lock).ConfigureAwait(false);
            await session.RunAsync(Begin, cancellationToken).ConfigureAwait(false);
            (int version, int oldest) = await ReadAsync(session, cancellationToken).ConfigureAwait(false);
            EnsureUsable(version, oldest, steps);
            for (; version < steps.Count; version++)
            {
                await session.RunAsync(steps[version].Sql, cancellationToken).ConfigureAwait(false);
                oldest = steps[version].Oldest;
            }

            await session.ExecuteAsync(Write, cancellationToken, version, oldest).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Asked first, so that a host of a storage that needs nothing takes no lock and needs no right to make tables.</summary>
    private static async Task<bool> IsCurrentAsync(NpgsqlConnection connection, IReadOnlyList<SchemaStep> steps, CancellationToken cancellationToken)
    {
        Session session = new(connection);
        if (!await session.FindAsync(Found, static row => row.GetBoolean(0), cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        (int version, int oldest) = await ReadAsync(session, cancellationToken).ConfigureAwait(false);
        EnsureUsable(version, oldest, steps);
        return version >= steps.Count;
    }

    private static Task<(int Version, int Oldest)> ReadAsync(Session session, CancellationToken cancellationToken) =>
        session.FindAsync(Read, static row => (row.GetInt32(0), row.GetInt32(1)), cancellationToken);

    private static void EnsureUsable(int version, int oldest, IReadOnlyList<SchemaStep> steps)
    {
        if (oldest > steps.Count)
        {
            throw new InvalidOperationException(
                $"A newer version of SyncKit made the tables of this database (schema {version}; this version knows {steps.Count}). Use that version or newer.");
        }
    }
}

using Npgsql;

namespace SyncKit.PostgreSql;

/// <summary>Reads what the app says about the server and adds what it leaves open.</summary>
internal static class PostgresConnectionString
{
    /// <summary>Statements that a connection keeps prepared. The app sets it to zero behind a pooler that hands connections out for one transaction.</summary>
    private const int PreparedStatements = 200;

    /// <exception cref="ArgumentException">It cannot be read, or names no host.</exception>
    public static string Complete(string connectionString)
    {
        NpgsqlConnectionStringBuilder builder = Parse(connectionString);
        if (!builder.ShouldSerialize("Max Auto Prepare"))
        {
            builder.MaxAutoPrepare = PreparedStatements;
            builder.AutoPrepareMinUsages = 2;
        }

        if (!builder.ShouldSerialize("No Reset On Close"))
        {
            // Nothing is left behind in a session that the next one would have to be kept from.
            builder.NoResetOnClose = true;
        }

        if (string.IsNullOrEmpty(builder.ApplicationName))
        {
            builder.ApplicationName = "SyncKit";
        }

        return builder.ConnectionString;
    }

    /// <summary>Whether a connection keeps statements and their plans.</summary>
    public static bool KeepsPlans(string connectionString) => Parse(connectionString).MaxAutoPrepare > 0;

    /// <summary>For the connection that waits: one, which asks now and then whether the other end is still there.</summary>
    public static string CompleteListening(string connectionString)
    {
        NpgsqlConnectionStringBuilder builder = Parse(Complete(connectionString));
        builder.Pooling = false;
        builder.KeepAlive = 10;
        return builder.ConnectionString;
    }

    private static NpgsqlConnectionStringBuilder Parse(string connectionString)
    {
        if (PostgresUri.IsOne(connectionString))
        {
            return PostgresUri.Parse(connectionString);
        }

        NpgsqlConnectionStringBuilder builder;
        try
        {
            builder = new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (Exception malformed) when (malformed is ArgumentException or FormatException)
        {
            // Its own message may repeat a value, and one of the values is the password.
            throw new ArgumentException(
                "The PostgreSQL connection string cannot be read: write it like Host=db.example;Database=synckit;Username=synckit;Password=...", nameof(connectionString));
        }

        return string.IsNullOrEmpty(builder.Host)
            ? throw new ArgumentException("The PostgreSQL connection string names no server: add Host=...", nameof(connectionString))
            : builder;
    }
}

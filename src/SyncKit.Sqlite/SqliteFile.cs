using System.Globalization;
using Microsoft.Data.Sqlite;

namespace SyncKit.Sqlite;

/// <summary>Opens connections to the one file.</summary>
internal sealed class SqliteFile
{
    private const string Pragmas = "PRAGMA busy_timeout = 60000; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 0;";
    private const int BusySeconds = 60;

    private readonly string connectionString;
    private readonly string path;

    public SqliteFile(string connectionString)
    {
        SqliteConnectionStringBuilder parts = Parse(connectionString);
        path = parts.DataSource;
        parts.Pooling = false;
        parts.DefaultTimeout = BusySeconds;
        this.connectionString = parts.ConnectionString;
    }

    /// <exception cref="ArgumentException">The text is no connection string, or names no file.</exception>
    public static SqliteConnectionStringBuilder Parse(string connectionString)
    {
        SqliteConnectionStringBuilder parts;
        try
        {
            parts = new SqliteConnectionStringBuilder(connectionString);
        }
        catch (ArgumentException cause)
        {
            throw new ArgumentException("UseSqlite needs a connection string such as 'Data Source=synckit.db'.", nameof(connectionString), cause);
        }

        return parts.DataSource.Length > 0 && parts.Mode == SqliteOpenMode.ReadWriteCreate && !parts.DataSource.Contains(":memory:", StringComparison.Ordinal)
            ? parts
            : throw new ArgumentException(
                "UseSqlite needs a file that it can write: set 'Data Source' to a path, and use UseInMemory for tests without a file.",
                nameof(connectionString));
    }

    /// <summary>Opens a connection.</summary>
    /// <param name="cacheSize">How much of the file it may keep in memory, in KiB.</param>
    /// <exception cref="InvalidOperationException">The file cannot be opened.</exception>
    public Session Open(int cacheSize) => Guarded(() =>
    {
        SqliteConnection connection = new(connectionString);
        try
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = string.Create(CultureInfo.InvariantCulture, $"{Pragmas} PRAGMA cache_size = -{cacheSize};");
            command.ExecuteNonQuery();
            return new Session(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    });

    /// <summary>Runs what must work for the file to be of use, and names the setting when it does not.</summary>
    public T Guarded<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SqliteException cause)
        {
            throw new InvalidOperationException(
                $"The SQLite file '{path}' cannot be used: {cause.Message} Check 'Data Source' in the connection string given to UseSqlite.",
                cause);
        }
    }
}

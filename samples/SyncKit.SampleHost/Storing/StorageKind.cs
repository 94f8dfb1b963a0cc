using System.Data.Common;
using SyncKit.SampleHost.Configuration;

namespace SyncKit.SampleHost.Storing;

/// <summary>Tells by a connection string where everything is kept, and opens it.</summary>
internal sealed record StorageKind
{
    private static readonly StorageKind Sqlite = new()
    {
        Use = static (sync, text) => sync.UseSqlite(text),
        OpenSource = static (text, _) => Task.FromResult(SqliteStorage.OpenSource(text)),
        OpenTarget = static (text, _) => Task.FromResult(SqliteStorage.OpenTarget(text)),
    };

    private static readonly StorageKind PostgreSql = new()
    {
        IsShared = true,
        Use = static (sync, text) => sync.UsePostgreSql(text),
        OpenSource = static (text, cancellationToken) => PostgreSqlStorage.OpenSourceAsync(text, cancellationToken),
        OpenTarget = static (text, cancellationToken) => PostgreSqlStorage.OpenTargetAsync(text, cancellationToken),
    };

    /// <summary>Whether hosts on several machines may use it at once.</summary>
    public bool IsShared { get; private init; }

    public required Func<SyncKitBuilder, string, SyncKitBuilder> Use { get; init; }

    public required Func<string, CancellationToken, Task<Moving.IStorageSource>> OpenSource { get; init; }

    public required Func<string, CancellationToken, Task<Moving.IStorageTarget>> OpenTarget { get; init; }

    /// <param name="text">A connection string, or an address of a PostgreSQL server.</param>
    /// <param name="setting">Where it stands, for a message. The text itself is in none, because a password may be in it.</param>
    /// <exception cref="ConfigurationError">It is of neither kind, or names no file and no server.</exception>
    public static StorageKind Of(string text, string setting)
    {
        StorageKind kind = Find(text) ?? throw new ConfigurationError(
            $"{setting} is not a SQLite connection string ('Data Source=synckit.db'), and not one of PostgreSQL "
            + "('Host=db.example;Database=synckit;Username=synckit;Password=...').");
        try
        {
            // It reads the text and opens nothing.
            kind.Use(new Microsoft.Extensions.DependencyInjection.ServiceCollection().AddSyncKit(), text);
            return kind;
        }
        catch (ArgumentException malformed)
        {
            throw new ConfigurationError($"{setting}: {malformed.Message.Split(" (Parameter", 2)[0]}");
        }
    }

    private static StorageKind? Find(string text)
    {
        if (text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase))
        {
            return PostgreSql;
        }

        DbConnectionStringBuilder parts = [];
        try
        {
            parts.ConnectionString = text;
        }
        catch (ArgumentException)
        {
            return null;
        }

        bool namesFile = parts.ContainsKey("Data Source") || parts.ContainsKey("DataSource") || parts.ContainsKey("Filename");
        bool namesServer = parts.ContainsKey("Host") || parts.ContainsKey("Server");
        return namesFile == namesServer ? null : namesFile ? Sqlite : PostgreSql;
    }
}

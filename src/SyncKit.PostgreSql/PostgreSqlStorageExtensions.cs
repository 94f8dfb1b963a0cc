using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SyncKit.Hosting;
using SyncKit.PostgreSql;

namespace SyncKit;

/// <summary>Keeps everything in one PostgreSQL database.</summary>
public static class PostgreSqlStorageExtensions
{
    /// <summary>
    /// Keeps everything in one PostgreSQL database (15 or newer), in the schema <c>synckit</c>, which is made when it is not there and brought to the newest
    /// form when the first store is used. Any number of hosts may share it. Its clock is the server's.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="connectionString">
    /// Names the server, for example <c>Host=db.example;Database=synckit;Username=synckit;Password=...</c>. Behind a pooler that hands out connections for
    /// one transaction, add <c>Max Auto Prepare=0</c>.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="connectionString"/> cannot be read or names no server.</exception>
    public static SyncKitBuilder UsePostgreSql(this SyncKitBuilder builder, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        PostgresConnectionString.Complete(connectionString);
        IServiceCollection services = builder.Services;
        services.AddSingleton(new StorageChoice("PostgreSQL"));
        services.TryAddSingleton(_ => new PostgresDatabase(connectionString));
        return builder;
    }
}

using SyncKit.Moving;
using SyncKit.PostgreSql;
using SyncKit.PostgreSql.Moving;

namespace SyncKit;

/// <summary>Opens a PostgreSQL database to be copied from or into, by <see cref="StorageCopy"/>.</summary>
public static class PostgreSqlStorage
{
    /// <summary>Opens a database to copy from. It is brought to the newest schema first, and nobody can write to it until it is closed.</summary>
    /// <param name="connectionString">Names the server, as for <see cref="PostgreSqlStorageExtensions.UsePostgreSql"/>.</param>
    /// <param name="cancellationToken">Cancels the opening.</param>
    /// <exception cref="ArgumentException"><paramref name="connectionString"/> cannot be read or names no server.</exception>
    /// <exception cref="InvalidOperationException">The server is too old, a newer version of SyncKit made the tables, or the role may not make or use them.</exception>
    public static async Task<IStorageSource> OpenSourceAsync(string connectionString, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        return await PostgresTables.OpenAsync(new PostgresDatabase(connectionString), isWritten: false, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Opens a database to copy into, and makes the tables when they are not there. Nobody else can write to them until it is closed.</summary>
    /// <param name="connectionString">Names the server, as for <see cref="PostgreSqlStorageExtensions.UsePostgreSql"/>.</param>
    /// <param name="cancellationToken">Cancels the opening.</param>
    /// <exception cref="ArgumentException"><paramref name="connectionString"/> cannot be read or names no server.</exception>
    /// <exception cref="InvalidOperationException">The server is too old, a newer version of SyncKit made the tables, or the role may not make or use them.</exception>
    public static async Task<IStorageTarget> OpenTargetAsync(string connectionString, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        return await PostgresTables.OpenAsync(new PostgresDatabase(connectionString), isWritten: true, cancellationToken).ConfigureAwait(false);
    }
}

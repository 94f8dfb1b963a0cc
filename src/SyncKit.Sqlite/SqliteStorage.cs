using Microsoft.Data.Sqlite;
using SyncKit.Moving;
using SyncKit.Sqlite;
using SyncKit.Sqlite.Moving;

namespace SyncKit;

/// <summary>Opens a SQLite file to be copied from or into, by <see cref="StorageCopy"/>.</summary>
public static class SqliteStorage
{
    /// <summary>Opens a file to copy from. It is brought to the newest schema first, and nobody can write to it until it is closed.</summary>
    /// <param name="connectionString">Names the file, as for <see cref="SqliteStorageExtensions.UseSqlite"/>.</param>
    /// <param name="time">The clock of the hosts that used it. <value>Default: the system's.</value></param>
    /// <exception cref="ArgumentException"><paramref name="connectionString"/> names no file that can be written.</exception>
    /// <exception cref="StorageCopyException">There is no such file.</exception>
    /// <exception cref="InvalidOperationException">The file cannot be used, or a newer version of SyncKit made it.</exception>
    public static IStorageSource OpenSource(string connectionString, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        SqliteConnectionStringBuilder parts = SqliteFile.Parse(connectionString);

        // Opening would make it, and an empty storage would be copied.
        return File.Exists(parts.DataSource)
            ? new SqliteTables(connectionString, time ?? TimeProvider.System)
            : throw new StorageCopyException($"There is no SQLite file '{parts.DataSource}' to copy from.");
    }

    /// <summary>Opens a file to copy into, and makes it when it is not there. Nobody else can write to it until it is closed.</summary>
    /// <param name="connectionString">Names the file, as for <see cref="SqliteStorageExtensions.UseSqlite"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="connectionString"/> names no file that can be written.</exception>
    /// <exception cref="InvalidOperationException">The file cannot be used, or a newer version of SyncKit made it.</exception>
    public static IStorageTarget OpenTarget(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        SqliteFile.Parse(connectionString);
        return new SqliteTables(connectionString, TimeProvider.System);
    }
}

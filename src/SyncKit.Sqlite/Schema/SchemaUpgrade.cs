using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SyncKit.Sqlite.Schema;

/// <summary>Brings a file to the newest schema: forward only, one numbered step after the other, under a lock that other processes wait for.</summary>
internal static class SchemaUpgrade
{
    private static readonly string[] Steps = [SchemaStep1.Sql, SchemaStep2.Sql, SchemaStep3.Sql, SchemaStep4.Sql];

    /// <summary>Milliseconds for which processes that start at once wait for each other.</summary>
    private const long Patience = 60_000;

    /// <returns>The version that the file has now.</returns>
    public static int Run(Session session)
    {
        SpinWait wait = default;
        for (long until = Environment.TickCount64 + Patience; ;)
        {
            try
            {
                SwitchToWal(session);
                return Upgrade(session);
            }
            catch (SqliteException busy) when (busy.SqliteErrorCode == raw.SQLITE_BUSY && Environment.TickCount64 < until)
            {
                // The change of the journal mode does not wait for others as everything else does: it fails at once.
                wait.SpinOnce();
            }
        }
    }

    private static void SwitchToWal(Session session)
    {
        using Rows mode = session.Prepare("PRAGMA journal_mode = WAL").Query();
        mode.Read();
    }

    private static int Upgrade(Session session)
    {
        session.Execute("BEGIN EXCLUSIVE");
        try
        {
            int version = ReadVersion(session);
            if (version > Steps.Length)
            {
                throw new InvalidOperationException(
                    $"A newer version of SyncKit made this SQLite file (schema {version}; this version knows {Steps.Length}). Use that version or newer.");
            }

            for (; version < Steps.Length; version++)
            {
                session.Run(Steps[version]);
            }

            session.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {version}"));
            session.Execute("COMMIT");
            return version;
        }
        catch
        {
            if (session.IsInTransaction)
            {
                session.Execute("ROLLBACK");
            }

            throw;
        }
    }

    private static int ReadVersion(Session session)
    {
        using Rows reader = session.Prepare("PRAGMA user_version").Query();
        reader.Read();
        return reader.GetInt32(0);
    }
}

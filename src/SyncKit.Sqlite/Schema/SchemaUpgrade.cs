using System.Globalization;

namespace SyncKit.Sqlite.Schema;

/// <summary>Brings a file to the newest schema: forward only, one numbered step after the other, under a lock that other processes wait for.</summary>
internal static class SchemaUpgrade
{
    private static readonly string[] Steps = [SchemaStep1.Sql, SchemaStep2.Sql, SchemaStep3.Sql];

    /// <returns>The version that the file has now.</returns>
    public static int Run(Session session)
    {
        using (Rows mode = session.Prepare("PRAGMA journal_mode = WAL").Query())
        {
            mode.Read();
        }

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

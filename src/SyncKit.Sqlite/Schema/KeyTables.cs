namespace SyncKit.Sqlite.Schema;

/// <summary>The wrapped data key of each set of credentials; empty where there is none yet.</summary>
internal static class KeyTables
{
    public const string Sql = """
        ALTER TABLE credentials ADD COLUMN wrapped_key BLOB NOT NULL DEFAULT x'';

        """;
}

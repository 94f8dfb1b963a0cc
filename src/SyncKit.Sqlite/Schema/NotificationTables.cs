namespace SyncKit.Sqlite.Schema;

/// <summary>Tables of what is to be told to people.</summary>
internal static class NotificationTables
{
    public const string Sql = """

        """;
}

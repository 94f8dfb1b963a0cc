namespace SyncKit.Sqlite.Schema;

/// <summary>Tables of schedules and runs.</summary>
internal static class RunTables
{
    public const string Sql = """

        """;
}

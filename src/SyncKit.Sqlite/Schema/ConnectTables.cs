namespace SyncKit.Sqlite.Schema;

/// <summary>Tables of accounts that are being connected.</summary>
internal static class ConnectTables
{
    public const string Sql = """

        """;
}

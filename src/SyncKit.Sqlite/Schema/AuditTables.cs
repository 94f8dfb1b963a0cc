namespace SyncKit.Sqlite.Schema;

/// <summary>Tables of the audit trail's chain.</summary>
internal static class AuditTables
{
    public const string Sql = """

        """;
}

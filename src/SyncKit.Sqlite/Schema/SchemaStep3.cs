namespace SyncKit.Sqlite.Schema;

/// <summary>What a host needs that faces the internet and runs by itself.</summary>
internal static class SchemaStep3
{
    public const string Sql = WebhookTables.Sql + AuditTables.Sql + KeyTables.Sql + ConnectTables.Sql + RunTables.Sql + NotificationTables.Sql;
}

namespace SyncKit.Sqlite.Schema;

/// <summary>Tables of the webhooks' addresses, deliveries and losses.</summary>
internal static class WebhookTables
{
    public const string Sql = """

        """;
}

namespace SyncKit.PostgreSql.Schema;

/// <summary>The steps of the schema, in order; the first makes the tables of a new storage.</summary>
internal static class SchemaSteps
{
    public static IReadOnlyList<SchemaStep> All { get; } =
    [
        new(Clock.Sql + EngineTables.Sql + AccountTables.Sql + WebhookTables.Sql + RunTables.Sql + NotificationTables.Sql, Oldest: 1),
    ];
}

using SyncKit.Moving;

namespace SyncKit.PostgreSql.Tests.Moving;

public sealed class TableListTests
{
    /// <summary>The schema's own number, what is made anew, and the mark of the health check.</summary>
    private static readonly string[] NotCopied = ["schema_version", "storage_mark", "lanes.ready_at"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_list_of_what_is_copied_has_every_column_of_every_table()
    {
        await using PostgresDatabase database = new(await StorageServer.Current.CreateEmptyAsync());

        List<(string Table, string Column, string Type)> columns = await database.ReadAsync(
            (session, token) => session.ListAsync(
                "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'synckit'",
                row => (row.GetString(0), row.GetString(1), row.GetString(2)),
                token),
            Cancel);

        StorageTables.All.SelectMany(table => table.Columns.Select(column => (table.Name, column.Name, TypeOf(column.Value)))).Should().BeEquivalentTo(
            columns.Where(column => !NotCopied.Contains(column.Table) && !NotCopied.Contains($"{column.Table}.{column.Column}")));
    }

    public static async Task<HashSet<string>> ListNullableAsync(string connectionString)
    {
        await using PostgresDatabase database = new(connectionString);
        return
        [
            .. await database.ReadAsync(
                (session, token) => session.ListAsync(
                    "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = 'synckit' AND is_nullable = 'YES'",
                    row => row.GetString(0),
                    token),
                Cancel),
        ];
    }

    private static string TypeOf(StorageValue value) => value switch
    {
        StorageValue.Text => "text",
        StorageValue.Integer => "integer",
        StorageValue.Long => "bigint",
        StorageValue.Flag => "boolean",
        StorageValue.Amount => "numeric",
        _ => "bytea",
    };
}

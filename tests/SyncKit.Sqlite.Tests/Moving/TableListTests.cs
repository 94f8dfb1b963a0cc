using SyncKit.Moving;

namespace SyncKit.Sqlite.Tests.Moving;

public sealed class TableListTests : IDisposable
{
    /// <summary>What SQLite keeps for itself, the order that the numbers say, what is made anew, and the mark of the health check.</summary>
    private static readonly string[] NotCopied = ["sqlite_sequence", "audit.seq", "storage_mark", "lanes.ready_at"];

    private readonly TemporaryFile file = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => file.Dispose();

    [Fact]
    public async Task The_list_of_what_is_copied_has_every_column_of_every_table()
    {
        using SqliteDatabase database = new(file.ConnectionString, TimeProvider.System);

        List<(string Table, string Column, string Type)> columns = await database.ReadAsync(
            session =>
            {
                List<(string, string, string)> all = [];
                using Rows row = session.Prepare("SELECT t.name, c.name, c.type FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'").Query();
                while (row.Read())
                {
                    all.Add((row.GetString(0), row.GetString(1), row.GetString(2)));
                }

                return all;
            },
            Token);

        StorageTables.All.SelectMany(table => table.Columns.Select(column => (table.Name, column.Name, TypeOf(column.Value)))).Should().BeEquivalentTo(
            columns.Where(column => !NotCopied.Contains(column.Table) && !NotCopied.Contains($"{column.Table}.{column.Column}")));
    }

    private static string TypeOf(StorageValue value) => value switch
    {
        StorageValue.Text or StorageValue.Amount => "TEXT",
        StorageValue.Bytes => "BLOB",
        _ => "INTEGER",
    };
}

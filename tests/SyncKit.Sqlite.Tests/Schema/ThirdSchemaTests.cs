using Microsoft.Data.Sqlite;
using SyncKit.Connections;
using SyncKit.Lanes;
using SyncKit.Sqlite.Lanes;
using SyncKit.Sqlite.Schema;

namespace SyncKit.Sqlite.Tests.Schema;

/// <summary>A file from before lanes said themselves since when something in them is due.</summary>
public sealed class ThirdSchemaTests : IDisposable
{
    private readonly TemporaryFile file = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => file.Dispose();

    [Fact]
    public async Task What_waits_in_it_is_due_as_before()
    {
        MakeThirdSchema();
        using SqliteDatabase database = new(file.ConnectionString, TimeProvider.System);
        SqliteLaneStore lanes = new(database);

        (await lanes.NextDueAsync(Token)).Should().Be(new DateTimeOffset(50, TimeSpan.Zero));
        (await lanes.ListDueAsync(10, Token)).Should().Equal(
            ConnectionId.Parse("waits/quickbooks/books"), ConnectionId.Parse("uncertain/quickbooks/books"));
    }

    private void MakeThirdSchema()
    {
        using SqliteConnection connection = new(file.ConnectionString + ";Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"""
            {SchemaStep1.Sql}
            {SchemaStep2.Sql}
            {SchemaStep3.Sql}
            PRAGMA user_version = 3;
            INSERT INTO lanes (tenant, lane, last_served) VALUES
                ('waits', 'quickbooks/books', 1), ('uncertain', 'quickbooks/books', 2), ('idle', 'quickbooks/books', 3), ('later', 'quickbooks/books', 4);
            INSERT INTO inbox (tenant, lane, flow, source, kind, record, revision, priority, not_before, attempts, modified_at, hash, deleted, payload)
            VALUES
                ('waits', 'quickbooks/books', 'f', 's/s', 'order', '1', 1, 1, 90, 0, 1, NULL, 0, x''),
                ('waits', 'quickbooks/books', 'f', 's/s', 'order', '2', 1, 1, 50, 0, 1, NULL, 0, x''),
                ('later', 'quickbooks/books', 'f', 's/s', 'order', '1', 1, 1, {DateTimeOffset.MaxValue.UtcTicks}, 0, 1, NULL, 0, x'');
            INSERT INTO intents (tenant, lane, request_id, route, created_at, targets, content)
                VALUES ('uncertain', 'quickbooks/books', 'request', 'POST batch', 70, x'5B5D', x'00');
            """;
        command.ExecuteNonQuery();
    }
}

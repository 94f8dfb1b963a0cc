using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using SyncKit.Conformance;
using SyncKit.Inbox;
using SyncKit.Intents;
using SyncKit.Lanes;
using SyncKit.Ledger;
using SyncKit.Sqlite.Connections;
using SyncKit.Sqlite.Intents;
using SyncKit.Sqlite.Lanes;
using SyncKit.Sqlite.Ledger;
using SyncKit.Sqlite.Schema;

namespace SyncKit.Sqlite.Tests.Schema;

public sealed class SchemaUpgradeTests : IDisposable
{
    private readonly TemporaryFile file = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => file.Dispose();

    [Fact]
    public async Task Several_processes_start_on_a_new_file_at_once()
    {
        using Barrier barrier = new(6);
        SqliteDatabase[] databases = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Factory.StartNew(
            () =>
            {
                barrier.SignalAndWait(Token);
                return new SqliteDatabase(file.ConnectionString, TimeProvider.System);
            },
            Token,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        foreach (SqliteDatabase database in databases)
        {
            (await new SqliteConnectionStore(database).ListTenantsAsync(Token)).Should().BeEmpty();
            database.Dispose();
        }
    }

    [Fact]
    public async Task A_file_of_the_first_schema_keeps_its_documents_and_calls()
    {
        Merchant acme = new("acme");
        Change change = acme.Change("1");
        LedgerDocument expected = Outcomes.Document(change, StorageUnderTest.Start) with
        {
            CountsTowardsTotal = true,
            Date = null,
            Fingerprint = string.Empty,
            Proof = string.Empty,
            SettingsVersion = 0,
        };
        Intent intent = Outcomes.Intent(change, StorageUnderTest.Start) with { Targets = [new IntentTarget { Id = "b1", Document = expected }] };
        MakeFirstSchema(expected, intent);

        using SqliteDatabase database = new(file.ConnectionString, TimeProvider.System);

        (await database.ReadAsync(session => Text(session, "PRAGMA user_version"), Token)).Should().Be("4");
        (await new SqliteLedger(database).FindDocumentsAsync(acme.Books, [new DocumentId("SalesReceipt", "145")], Token)).Should().Equal(expected);
        SqliteLaneStore lanes = new(database);
        LaneLease lease = (await lanes.AcquireLaneAsync(acme.Books, "owner", TimeSpan.FromMinutes(1), Token))!;
        Intent kept = (await lanes.ListIntentsAsync(lease, Token)).Should().ContainSingle().Subject;
        kept.Targets.Should().Equal(intent.Targets);
        (await lanes.SettleAsync(lease, new Settlement { Documents = [kept.Targets[0].Document!] }, Token)).Should().BeTrue();
    }

    [Fact]
    public async Task A_document_is_found_by_its_id_through_an_index()
    {
        using SqliteDatabase database = new(file.ConnectionString, TimeProvider.System);

        string plan = await database.ReadAsync(
            session =>
            {
                using Rows row = session.Prepare($"EXPLAIN QUERY PLAN {DocumentRows.FindByIdSql}").Query();
                row.Read();
                return row.GetString(3);
            },
            Token);

        plan.Should().Contain("ledger_destination (tenant=? AND lane=? AND destination_id=?)");
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_refused()
    {
        using (SqliteDatabase database = new(file.ConnectionString, TimeProvider.System))
        {
            await database.WriteAsync(session => session.Prepare("PRAGMA user_version = 9999").Execute(), Token);
        }

        FluentActions.Invoking(() => new SqliteDatabase(file.ConnectionString, TimeProvider.System))
            .Should().Throw<InvalidOperationException>().WithMessage("*newer version*9999*");
    }

    [Fact]
    public async Task Commits_are_flushed_and_the_log_is_written_ahead()
    {
        using SqliteDatabase database = new(file.ConnectionString, TimeProvider.System);

        (await database.ReadAsync(session => Text(session, "PRAGMA journal_mode"), Token)).Should().Be("wal");
        (await database.ReadAsync(session => Text(session, "PRAGMA synchronous"), Token)).Should().Be("2");
    }

    private void MakeFirstSchema(LedgerDocument document, Intent intent)
    {
        JsonNode targets = JsonSerializer.SerializeToNode(intent.Targets, StoredJson.Default.IReadOnlyListIntentTarget)!;
        foreach (string added in new[] { "CountsTowardsTotal", "Date", "Fingerprint", "Proof", "SettingsVersion" })
        {
            targets[0]!["Document"]!.AsObject().Remove(added).Should().BeTrue();
        }

        using SqliteConnection connection = new(file.ConnectionString + ";Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"""
            {SchemaStep1.Sql}
            PRAGMA user_version = 1;
            INSERT INTO ledger_documents VALUES ('acme', '{Merchant.Flow}', 'woocommerce/shop', 'order', '1', 'sale', 'quickbooks/books', 'SalesReceipt', 0,
                '145', '0', $hash, '1234.50', '-0.10', 'USD', 'request-1-1', 1, $at);
            INSERT INTO intents (tenant, lane, request_id, route, created_at, targets, content)
                VALUES ('acme', 'quickbooks/books', 'request', 'POST batch', $at, $targets, x'00');
            """;
        command.Parameters.AddWithValue("$hash", document.Hash.ToBytes());
        command.Parameters.AddWithValue("$at", document.WrittenAt.UtcTicks);
        command.Parameters.AddWithValue("$targets", JsonSerializer.SerializeToUtf8Bytes(targets));
        command.ExecuteNonQuery();
    }

    private static string Text(Session session, string pragma)
    {
        using Rows row = session.Prepare(pragma).Query();
        row.Read();
        return row.GetString(0);
    }
}

using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SyncKit.Connections;
using SyncKit.EndToEnd.Tests.Host;
using SyncKit.EndToEnd.Tests.WholePath;
using SyncKit.Ledger;
using SyncKit.Servers;
using SyncKit.Testing.QuickBooks;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.EndToEnd.Tests.Storing;

/// <summary>A host that began on SQLite goes on on PostgreSQL.</summary>
public sealed class MoveTests
{
    private const int Orders = 40;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_host_goes_on_on_PostgreSQL_and_writes_nothing_again()
    {
        using TemporaryFolder folder = new();
        await using PostgresServer server = await PostgresServer.StartAsync();
        await using WooCommerceSimulator shop = await WooCommerceSimulator.StartAsync(null, Cancellation);
        await using QuickBooksSimulator books = await QuickBooksSimulator.StartAsync(null, Cancellation);
        SimulatedCompany company = books.AddCompany(new CompanyOptions { TaxEngine = TaxEngine.Automated });
        shop.Store.Seed(Orders);
        JsonObject configuration = HostConfiguration.For(folder.Path, books, ("acme", shop, company));
        string sqlite = (string)configuration["Storage"]!;
        string file = HostConfiguration.Write(folder.Path, configuration);
        HostResult before = await RunAsync(folder, "--once", "--config", file);
        before.ExitCode.Should().Be(0, before.Errors);
        before.Summary().GetProperty("written").GetInt32().Should().BeGreaterThan(Orders / 2);
        int writes = books.CountCalls(World.IsWriteCall);

        string postgres = server.ConnectionString(await server.CreateDatabaseAsync());
        configuration["Storage"] = postgres;
        HostConfiguration.Write(folder.Path, configuration);
        HostResult copied = await RunAsync(folder, "--copy-storage-from", sqlite, "--config", file);
        HostResult again = await RunAsync(folder, "--copy-storage-from", sqlite, "--config", file);
        List<(string, DateTimeOffset, string)> known = await ListAsync(sync => sync.UseSqlite(sqlite));
        List<(string, DateTimeOffset, string)> moved = await ListAsync(sync => sync.UsePostgreSql(postgres));
        HostResult after = await RunAsync(folder, "--once", "--config", file);

        copied.ExitCode.Should().Be(0, copied.Errors);
        copied.Output.Should().Contain($"  ledger_records: {known.Count}").And.Contain("of 28 tables were copied").And.Contain("The audit trail of acme is whole");
        (again.ExitCode, again.Output).Should().Be((1, string.Empty));
        again.Errors.Should().Contain("The storage to copy into is not empty");
        moved.Should().Equal(known).And.NotBeEmpty();
        after.ExitCode.Should().Be(0, after.Errors);
        after.Summary().GetProperty("written").GetInt32().Should().Be(0);
        after.Summary().GetProperty("updated").GetInt32().Should().Be(0);
        after.Summary().GetProperty("differences").GetInt32().Should().Be(0);
        books.CountCalls(World.IsWriteCall).Should().Be(writes);
        BooksCheck.Every_order_is_in_the_books_once(shop, company);
    }

    [Fact]
    public async Task A_host_begins_on_PostgreSQL()
    {
        using TemporaryFolder folder = new();
        await using PostgresServer server = await PostgresServer.StartAsync();
        await using WooCommerceSimulator shop = await WooCommerceSimulator.StartAsync(null, Cancellation);
        await using QuickBooksSimulator books = await QuickBooksSimulator.StartAsync(null, Cancellation);
        SimulatedCompany company = books.AddCompany(new CompanyOptions { TaxEngine = TaxEngine.Automated });
        shop.Store.Seed(Orders);
        JsonObject configuration = HostConfiguration.For(folder.Path, books, ("acme", shop, company));
        configuration["Storage"] = $"postgres://postgres@127.0.0.1:{server.Port}/{await server.CreateDatabaseAsync()}";
        string file = HostConfiguration.Write(folder.Path, configuration);

        HostResult first = await RunAsync(folder, "--once", "--config", file);
        HostResult second = await RunAsync(folder, "--once", "--config", file);

        first.ExitCode.Should().Be(0, first.Errors);
        second.ExitCode.Should().Be(0, second.Errors);
        second.Summary().GetProperty("written").GetInt32().Should().Be(0);
        BooksCheck.Every_order_is_in_the_books_once(shop, company);
        File.Exists(folder.File("books.db")).Should().BeFalse();
    }

    [Theory]
    [InlineData("Data Source=other.db", "There is no SQLite file 'other.db' to copy from.", 1)]
    [InlineData("Colour=red", "--copy-storage-from is not a SQLite connection string", 2)]
    public async Task What_cannot_be_copied_is_one_sentence(string from, string sentence, int code)
    {
        using TemporaryFolder folder = new();
        await using QuickBooksSimulator books = await QuickBooksSimulator.StartAsync(null, Cancellation);
        string file = HostConfiguration.Write(folder.Path, WithToken(HostConfiguration.For(folder.Path, books)));

        HostResult result = await RunAsync(folder, "--copy-storage-from", from, "--config", file);

        result.ExitCode.Should().Be(code, result.Errors);
        result.Errors.Trim().Should().Contain(sentence).And.NotContain("\n");
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_one_sentence()
    {
        using TemporaryFolder folder = new();
        await using QuickBooksSimulator books = await QuickBooksSimulator.StartAsync(null, Cancellation);
        JsonObject configuration = WithToken(HostConfiguration.For(folder.Path, books));
        configuration["Storage"] = $"Host=127.0.0.1;Port={FreePort.Find()};Username=clerk;Password=s3cret;Timeout=2";
        string file = HostConfiguration.Write(folder.Path, configuration);

        HostResult result = await RunAsync(folder, "--once", "--config", file);

        result.ExitCode.Should().Be(2, result.Errors);
        result.Errors.Trim().Should().StartWith("Storage cannot be used: Failed to connect").And.NotContain("\n").And.NotContain("s3cret");
    }

    private static async Task<List<(string, DateTimeOffset, string)>> ListAsync(Func<SyncKitBuilder, SyncKitBuilder> use)
    {
        ServiceCollection services = new();
        use(services.AddSyncKit());
        await using ServiceProvider host = services.BuildServiceProvider();
        ILedger ledger = host.GetRequiredService<ILedger>();
        TenantId tenant = new("acme");
        LedgerPage<LedgerRecord> records = await ledger.ListRecordsAsync(tenant, new LedgerQuery { Flow = "orders-to-books", Limit = 500 }, Cancellation);
        IReadOnlyDictionary<Inbox.RecordKey, LedgerView> views = await ledger.FindAsync(
            "orders-to-books", new ConnectionId(tenant, "quickbooks", "main"), [.. records.Rows.Select(record => record.Record)], Cancellation);
        return
        [
            .. records.Rows.Select(record => (
                $"{record.Record} {record.State} {record.Hash} {record.Total} {record.Currency}",
                record.SettledAt,
                string.Join(", ", views[record.Record].Documents.OrderBy(document => document.Key, StringComparer.Ordinal)))),
        ];
    }

    private static JsonObject WithToken(JsonObject configuration)
    {
        configuration["Api"] = new JsonObject
        {
            ["Tokens"] = new JsonArray(new JsonObject { ["Name"] = "test", ["Token"] = new string('t', 40), ["Tenants"] = new JsonArray("*") }),
        };
        return configuration;
    }

    private static async Task<HostResult> RunAsync(TemporaryFolder folder, params string[] arguments)
    {
        using HostProcess host = HostProcess.Start(folder.Path, arguments);
        return await host.WaitAsync(Cancellation);
    }
}

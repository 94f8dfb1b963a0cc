using System.Text.Json.Nodes;
using SyncKit.Connections;
using SyncKit.EndToEnd.Tests.Host;
using SyncKit.EndToEnd.Tests.WholePath;
using SyncKit.Servers;
using SyncKit.Testing.QuickBooks;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.EndToEnd.Tests.Storing;

/// <summary>The steps of the page on many hosts, from the second one on: several hosts on one PostgreSQL, by themselves and as a cluster.</summary>
public sealed class ManyHostsTests
{
    private const int Orders = 30;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_hosts_share_the_work_and_one_goes_on_when_the_other_is_killed(bool asCluster)
    {
        using TemporaryFolder folder = new();
        await using PostgresServer server = await PostgresServer.StartAsync();
        await using WooCommerceSimulator shop = await WooCommerceSimulator.StartAsync(null, Cancellation);
        await using QuickBooksSimulator books = await QuickBooksSimulator.StartAsync(null, Cancellation);
        SimulatedCompany company = books.AddCompany(new CompanyOptions { TaxEngine = TaxEngine.Automated });
        Merchant merchant = new(new TenantId("acme"), shop, company);
        shop.Store.Seed(Orders);
        JsonObject configuration = HostConfiguration.For(folder.Path, books, ("acme", shop, company));
        configuration["Storage"] = server.ConnectionString(await server.CreateDatabaseAsync());
        configuration["Engine"] = new JsonObject { ["PollInterval"] = "00:00:01", ["LeaseLife"] = "00:00:03" };
        using HostProcess first = Start(folder, "first", configuration, asCluster);
        await BookedAsync(shop, company);
        using HostProcess second = Start(folder, "second", configuration, asCluster);
        merchant.Sell(Orders);
        await BookedAsync(shop, company);

        first.Kill();
        merchant.Sell(Orders);
        await BookedAsync(shop, company);

        BooksCheck.Every_order_is_in_the_books_once(shop, company);
        second.Kill();
        HostResult ended = await second.WaitAsync(Cancellation);
        ended.Output.Should().Contain("Syncing in the background");
        ended.Errors.Should().NotContain("Unhandled");
    }

    [Theory]
    [InlineData("Data Source=books.db", "127.0.0.1", "11111", "Cluster needs a Storage that several machines share")]
    [InlineData("Host=127.0.0.1;Database=x", "here", "11111", "Cluster:Address is 'here'")]
    [InlineData("Host=127.0.0.1;Database=x", "127.0.0.1", "many", "Cluster:SiloPort is 'many'")]
    [InlineData("postgres://127.0.0.1/x", "127.0.0.1", "11111", "Cluster needs Storage as settings")]
    public async Task A_wrong_cluster_is_one_sentence(string storage, string address, string port, string sentence)
    {
        using TemporaryFolder folder = new();
        await using WooCommerceSimulator shop = await WooCommerceSimulator.StartAsync(null, Cancellation);
        await using QuickBooksSimulator books = await QuickBooksSimulator.StartAsync(null, Cancellation);
        JsonObject configuration = HostConfiguration.For(folder.Path, books, ("acme", shop, books.AddCompany(new CompanyOptions())));
        configuration["Storage"] = storage;
        configuration["Cluster"] = new JsonObject { ["Address"] = address, ["SiloPort"] = port, ["GatewayPort"] = "30000" };
        using HostProcess host = HostProcess.Start(folder.Path, "--config", HostConfiguration.Write(folder.Path, configuration));

        HostResult result = await host.WaitAsync(Cancellation);

        result.ExitCode.Should().Be(2);
        result.Errors.Should().StartWith(sentence);
        result.Errors.TrimEnd().Should().NotContain("\n");
    }

    private static HostProcess Start(TemporaryFolder folder, string name, JsonObject configuration, bool asCluster)
    {
        if (asCluster)
        {
            configuration["Cluster"] = new JsonObject { ["SiloPort"] = FreePort.Find(), ["GatewayPort"] = FreePort.Find() };
        }

        string own = Directory.CreateDirectory(folder.File(name)).FullName;
        return HostProcess.Start(own, "--config", HostConfiguration.Write(own, configuration));
    }

    /// <summary>Waits until every order of the shop that belongs into the books is there.</summary>
    private static async Task BookedAsync(WooCommerceSimulator shop, SimulatedCompany company)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(Patience);
        while (!BooksCheck.HasEveryOrder(shop, company))
        {
            await Task.Delay(Look, patience.Token);
        }
    }
}

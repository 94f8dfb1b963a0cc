using System.Text.Json.Nodes;
using SyncKit.EndToEnd.Tests.Host;
using SyncKit.Testing.Faults;
using SyncKit.Testing.Loopback;
using SyncKit.Testing.QuickBooks;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.EndToEnd.Tests.Crashes;

public sealed class KillTests(ITestOutputHelper output)
{
    private const int Orders = 1000;
    private const int Kills = 20;

    [Fact]
    public async Task A_host_that_is_killed_again_and_again_loses_and_doubles_nothing()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        using TemporaryFolder folder = new();
        await using WooCommerceSimulator shop = await WooCommerceSimulator.StartAsync(null, cancellationToken);
        await using QuickBooksSimulator books = await QuickBooksSimulator.StartAsync(
            new QuickBooksSimulatorOptions { Limits = { Enforced = false } },
            cancellationToken);
        SimulatedCompany company = books.AddCompany(new CompanyOptions { TaxEngine = TaxEngine.Automated });
        shop.Store.Seed(Orders);
        JsonObject configuration = HostConfiguration.For(folder.Path, books, ("acme", shop, company));
        configuration["QuickBooks"]!["RequestsPerSecond"] = 1000;
        configuration["QuickBooks"]!["RequestsPerMinute"] = 60000;
        configuration["QuickBooks"]!["BatchCallsPerMinute"] = 60000;
        configuration["Engine"] = new JsonObject { ["LeaseLife"] = "00:00:01" };
        string file = HostConfiguration.Write(folder.Path, configuration);
        Random random = new(20261122);

        for (int kill = 1; kill <= Kills; kill++)
        {
            await KillAsync(folder.Path, file, shop, books, random, cancellationToken);
        }

        output.WriteLine($"After {Kills} kills: {company.Count("SalesReceipt")} receipts, {company.Count("RefundReceipt")} refunds.");
        using HostProcess last = HostProcess.Start(folder.Path, "--once", "--config", file);
        HostResult result = await last.WaitAsync(cancellationToken);

        result.ExitCode.Should().Be(0, result.Errors + result.Output);
        BooksCheck.Every_order_is_in_the_books_once(shop, company);
        company.Customers.Select(customer => customer.Name).Should().OnlyHaveUniqueItems();
        company.Items.Select(item => item.Name).Should().OnlyHaveUniqueItems();
    }

    /// <summary>
    /// Kills the host at a random call to either system: either before the call's work, or with its answer lost on the way, or some instants later.
    /// A host that got through everything before that ends by itself, and the next one begins anew.
    /// </summary>
    private static async Task KillAsync(
        string folder,
        string file,
        WooCommerceSimulator shop,
        QuickBooksSimulator books,
        Random random,
        CancellationToken cancellationToken)
    {
        int callsLeft = random.Next(1, 24);
        bool answerLost = random.Next(2) == 0;
        HostProcess? host = null;
        bool Kill(SimulatedRequest request)
        {
            if (Interlocked.Decrement(ref callsLeft) != 0)
            {
                return false;
            }

            host!.Kill();
            return answerLost;
        }

        FaultPlan plan = random.Next(3) == 0 ? shop.Faults : books.Faults;
        plan.Always(Fault.CommitThenDrop(), request => host is not null && Kill(request));
        using (host = HostProcess.Start(folder, "--once", "--config", file))
        {
            await host.WaitAsync(cancellationToken);
        }

        plan.Clear();
    }
}

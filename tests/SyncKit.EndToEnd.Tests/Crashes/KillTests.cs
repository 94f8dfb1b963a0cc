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

    /// <summary>What the system reports of a process that was ended by signal 9.</summary>
    private const int Killed = 128 + 9;

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
        configuration["QuickBooks"]!["RequestsPerSecond"] = 100;
        configuration["QuickBooks"]!["RequestsPerMinute"] = 10000;
        configuration["QuickBooks"]!["BatchCallsPerMinute"] = 1000;
        configuration["Engine"] = new JsonObject { ["LeaseLife"] = "00:00:01" };
        string file = HostConfiguration.Write(folder.Path, configuration);
        Random random = new(20261122);

        int killed = 0;
        for (int start = 1; killed < Kills && start <= 2 * Kills; start++)
        {
            killed += await KillAsync(folder.Path, file, shop, books, random, cancellationToken) ? 1 : 0;
        }

        killed.Should().Be(Kills);
        output.WriteLine($"After {killed} kills: {company.Count("SalesReceipt")} receipts, {company.Count("RefundReceipt")} refunds.");
        using HostProcess last = HostProcess.Start(folder.Path, "--once", "--config", file);
        HostResult result = await last.WaitAsync(cancellationToken);

        result.ExitCode.Should().Be(0, result.Errors + result.Output);
        BooksCheck.Every_order_is_in_the_books_once(shop, company);
        company.Customers.Select(customer => customer.Name).Should().OnlyHaveUniqueItems();
        company.Items.Select(item => item.Name).Should().OnlyHaveUniqueItems();
    }

    /// <summary>
    /// Kills the host at a random call to either system: either before the call's work, or with its answer lost on the way, or some instants later.
    /// </summary>
    /// <returns>Whether it was killed; a host that needed fewer calls ends by itself.</returns>
    private static async Task<bool> KillAsync(
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
            HostResult result = await host.WaitAsync(cancellationToken);
            plan.Clear();
            result.ExitCode.Should().BeOneOf([0, Killed], result.Errors);
            return result.ExitCode == Killed;
        }
    }
}

using System.Globalization;
using SyncKit.Adopting;
using SyncKit.Ledger;
using SyncKit.Testing.QuickBooks;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.EndToEnd.Tests.WholePath;

/// <summary>The first sync of a company into which another program posted orders before.</summary>
[Collection(WholePathCollection.Name)]
public sealed class AdoptionTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("#{0}")]
    [InlineData("{0}")]
    [InlineData("US-{0}")]
    public async Task Receipts_with_the_orders_numbers_are_linked_and_only_missing_ones_are_written(string number)
    {
        await using World world = await World.StartAsync(new WorldOptions { Books = ""","docNumberPrefix":"US-" """ });
        Merchant merchant = world.Merchant;
        IReadOnlyList<long> ids = merchant.Sell(6);
        Foreign foreign = new(merchant.Company);
        foreach (OrderSnapshot order in merchant.Store.Snapshot().Take(4))
        {
            foreign.Enter(order, string.Format(CultureInfo.InvariantCulture, number, order.Number), "Walk-in customer");
        }

        AdoptionReport report = await PlanAsync(world);
        (report.Certain, report.NotFound).Should().Be((4, 2), report.ToString());
        await NothingWrittenAsync(world, 4);

        CompanyBalances before = merchant.Company.Balances;
        (await ApplyAsync(world, report, withLikely: false)).Should().Be(new AdoptionResult(4, 0));
        merchant.Company.Balances.Should().BeEquivalentTo(before, "links move no money");
        await NothingWrittenAsync(world, 4);

        await SettleAsync(world);
        merchant.Company.Count("SalesReceipt").Should().Be(6);
        await ComparedAsync(world);

        // An order that changes later changes the document that was adopted.
        merchant.Store.UpdateOrder(ids[0], static order => order.Fees.Add(new StoreFee { Name = "Gift wrapping", Total = 4.50m }));
        await SettleAsync(world);
        merchant.Company.Count("SalesReceipt").Should().Be(6);
        await ComparedAsync(world);
        output.WriteLine(report.ToString());
    }

    [Fact]
    public async Task Receipts_of_the_same_amount_day_and_customer_are_linked_when_asked()
    {
        await using World world = await World.StartAsync();
        Merchant merchant = world.Merchant;
        merchant.Sell(4);
        Foreign foreign = new(merchant.Company);
        OrderSnapshot[] orders = [.. merchant.Store.Snapshot()];
        for (int number = 0; number < 3; number++)
        {
            foreign.Enter(orders[number], $"P{number}", $"Nora Winter {(number + 1) % 3}");
        }

        AdoptionReport report = await PlanAsync(world);
        (report.Certain, report.Likely, report.NotFound).Should().Be((0, 3, 1), report.ToString());

        (await ApplyAsync(world, report, withLikely: false)).Linked.Should().Be(0);
        (await ApplyAsync(world, report, withLikely: true)).Linked.Should().Be(3);
        (await ApplyAsync(world, report, withLikely: true)).Linked.Should().Be(0, "what is linked is not linked again");
        await NothingWrittenAsync(world, 3);

        await SettleAsync(world);
        merchant.Company.Count("SalesReceipt").Should().Be(4);
        await ComparedAsync(world);
    }

    [Fact]
    public async Task A_receipt_with_the_orders_number_and_another_amount_is_a_conflict_and_not_linked()
    {
        await using World world = await World.StartAsync();
        world.Merchant.Sell(1);
        OrderSnapshot order = world.Merchant.Store.Snapshot().Single();
        new Foreign(world.Merchant.Company).Enter(order with { Total = order.Total - 1.00m }, "#" + order.Number, "Walk-in customer");

        AdoptionReport report = await PlanAsync(world);

        report.Conflicts.Should().Be(1, report.ToString());
        (await ApplyAsync(world, report, withLikely: true)).Linked.Should().Be(0);
    }

    [Fact]
    public async Task An_order_of_which_the_refund_is_missing_gets_the_refund_alone()
    {
        await using World world = await World.StartAsync();
        Merchant merchant = world.Merchant;
        long id = merchant.Sell(1)[0];
        OrderSnapshot order = merchant.Store.Snapshot().Single();
        new Foreign(merchant.Company).Enter(order, order.Number, "Walk-in customer");
        merchant.Store.RefundAmount(id, 10.00m, "Late");

        AdoptionReport report = await PlanAsync(world);
        report.PartlyFound.Should().Be(1);
        (await ApplyAsync(world, report, withLikely: false)).Linked.Should().Be(1);
        await SettleAsync(world);

        merchant.Company.Count("SalesReceipt").Should().Be(1);
        merchant.Company.Documents("RefundReceipt").Should().ContainSingle().Which.TotalAmt.Should().Be(10.00m);
        await ComparedAsync(world);
    }

    private static Task<AdoptionReport> PlanAsync(World world) => world.Clock.RunAsync(() => world.Host.Adoption.PlanAsync(
        new AdoptionRequest { Flow = SyncHost.Flow, Source = world.Merchant.Source }, TestContext.Current.CancellationToken));

    private static Task<AdoptionResult> ApplyAsync(World world, AdoptionReport report, bool withLikely) =>
        world.Clock.RunAsync(() => world.Host.Adoption.ApplyAsync(report, withLikely, TestContext.Current.CancellationToken));

    private static async Task NothingWrittenAsync(World world, int entered)
    {
        world.Merchant.Company.Writes.Should().Be(0);
        world.Merchant.Company.Count("SalesReceipt").Should().Be(entered);
        (await world.CountAsync()).Written.Should().Be(0);
    }

    private static async Task SettleAsync(World world)
    {
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.SyncAsync();
        (await world.DeadAsync()).Select(dead => dead.Message).Should().BeEmpty();
    }

    private static async Task ComparedAsync(World world)
    {
        (await world.ReconcileAsync()).Differences.Should().BeEmpty();
        decimal net = world.Merchant.Store.Snapshot().Sum(order => order.Total - order.RefundedTotal);
        world.Merchant.Company.Balances.Revenue.Should().Be(net);
        FlowCounts counts = await world.CountAsync();
        counts.AreConserved.Should().BeTrue();
    }

    /// <summary>Another program, which posts an order as one line on an item of its own.</summary>
    private sealed class Foreign(SimulatedCompany company)
    {
        private readonly Dictionary<string, string> customers = new(StringComparer.Ordinal);
        private readonly string item = company.AddItem("Web order");

        public void Enter(OrderSnapshot order, string number, string customer)
        {
            if (!customers.TryGetValue(customer, out string? id))
            {
                customers[customer] = id = company.AddCustomer(customer);
            }

            string amount = order.Total.ToString(CultureInfo.InvariantCulture);
            company.Add(
                "SalesReceipt",
                $$"""
                {"DocNumber":"{{number}}","TxnDate":"2026-11-20","CustomerRef":{"value":"{{id}}"},
                 "Line":[{"Amount":{{amount}},"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"{{item}}"} } }]}
                """);
        }
    }
}

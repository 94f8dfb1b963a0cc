using SyncKit.Testing.QuickBooks;
using SyncKit.Testing.WooCommerce;
using SyncKit.Webhooks;
using StoreDelivery = SyncKit.Testing.WooCommerce.WebhookDelivery;

namespace SyncKit.EndToEnd.Tests.WholePath;

/// <summary>However much of an order's life is seen on the way, and by whichever door, its books end the same.</summary>
[Collection(WholePathCollection.Name)]
public sealed class OrderLifeInvoiceTests(ITestOutputHelper output)
{
    private static readonly Uri Nowhere = new("http://127.0.0.1:9/webhooks");

    public static TheoryData<string, bool> Lives => new(OrderLives.All.Keys.SelectMany(life => ((string, bool)[])[(life, false), (life, true)]));

    [Theory]
    [MemberData(nameof(Lives))]
    public async Task Whichever_states_are_seen_on_the_way_the_books_end_the_same(string life, bool receiptsWhenPaid)
    {
        Action<SimulatedStore, long>[] steps = OrderLives.All[life];
        await using World world = await World.StartAsync(
            OrderLives.World(options => options.Books = receiptsWhenPaid ? OrderLives.ReceiptRules : OrderLives.Rules));

        // Bit n of a merchant's number says whether the state after step n is seen; the last one always is. The highest bit says by which door.
        int patterns = 1 << steps.Length;
        List<Merchant> merchants = [world.Merchant];
        for (int number = 1; number < 2 * patterns; number++)
        {
            merchants.Add(await world.AddMerchantAsync($"shop-{number}"));
        }

        long[] orders = new long[merchants.Count];
        for (int number = 0; number < merchants.Count; number++)
        {
            merchants[number].Store.Webhooks.RegisterForOrders(Nowhere);
            orders[number] = merchants[number].SellTaxed();
        }

        for (int step = 0; step <= steps.Length; step++)
        {
            for (int number = 0; number < merchants.Count; number++)
            {
                if (step > 0)
                {
                    steps[step - 1](merchants[number].Store, orders[number]);
                }

                if (step == steps.Length || (number & (1 << step)) != 0)
                {
                    await SeeAsync(world, merchants[number], byDelivery: number >= patterns);
                }
            }

            world.Clock.Advance(TimeSpan.FromMinutes(1));
            await world.DrainAsync();
            world.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        CompanyBalances expected = merchants[0].Company.Balances;
        OrderSnapshot end = merchants[0].Store.Snapshot().Single();
        expected.Receivable.Should().Be(0m);
        expected.UndepositedFunds.Should().Be(OrderLives.Posted.Contains(end.Status) ? end.Total - end.RefundedTotal : 0m);
        foreach (Merchant merchant in merchants)
        {
            string seen = $"{merchant.Tenant} of {patterns} patterns";
            merchant.Company.Balances.Should().BeEquivalentTo(expected, seen);
            await world.AgreesAsync(merchant);
        }

        output.WriteLine($"{merchants.Count} ways: {expected.ToString().ReplaceLineEndings("; ")}");
    }

    [Fact]
    public async Task In_whichever_order_the_deliveries_of_a_life_arrive_the_books_end_the_same()
    {
        Action<SimulatedStore, long>[] steps = OrderLives.All["refunded in part, paid, refunded"];
        await using World world = await World.StartAsync(OrderLives.World());
        List<int[]> orders = [.. Permutations([0, 1, 2, 3])];
        List<Merchant> merchants = [world.Merchant];
        while (merchants.Count < orders.Count)
        {
            merchants.Add(await world.AddMerchantAsync($"shop-{merchants.Count}"));
        }

        List<StoreDelivery[]> told = [];
        foreach (Merchant merchant in merchants)
        {
            merchant.Store.Webhooks.RegisterForOrders(Nowhere);
            long id = merchant.Sell(1, "on-hold")[0];
            List<StoreDelivery> deliveries = [merchant.Store.Webhooks.Take().Last()];
            foreach (Action<SimulatedStore, long> step in steps)
            {
                world.Clock.Advance(TimeSpan.FromSeconds(2));
                step(merchant.Store, id);
                deliveries.Add(merchant.Store.Webhooks.Take().Last());
            }

            told.Add([.. deliveries]);
        }

        world.Clock.Advance(TimeSpan.FromMinutes(1));
        for (int turn = 0; turn <= steps.Length; turn++)
        {
            for (int number = 0; number < merchants.Count; number++)
            {
                StoreDelivery delivery = told[number][orders[number][turn]];
                (await world.ReceiveAsync(delivery.Headers, delivery.Body, merchants[number])).Should().Be(WebhookVerdict.Accepted);
            }

            await world.DrainAsync();
        }

        foreach (Merchant merchant in merchants)
        {
            merchant.Company.Balances.Should().BeEquivalentTo(merchants[0].Company.Balances);
            merchant.Company.Balances.Receivable.Should().Be(0m);
            await world.AgreesAsync(merchant);
        }
    }

    [Fact]
    public async Task An_invoice_that_is_cancelled_before_it_is_paid_is_voided()
    {
        await using World world = await World.StartAsync(OrderLives.World());
        Merchant merchant = world.Merchant;
        IReadOnlyList<long> ids = merchant.Sell(2, "on-hold");
        await world.SyncAsync();
        decimal owed = merchant.Store.Snapshot().Sum(order => order.Total);
        merchant.Company.Balances.Receivable.Should().Be(owed);

        merchant.Store.SetStatus(ids[0], "cancelled");
        await world.SyncAsync();

        merchant.Company.Documents("Invoice").Select(invoice => invoice.Voided).Should().BeEquivalentTo([true, false]);
        merchant.Company.Count("Payment").Should().Be(0);
        merchant.Company.Balances.Receivable.Should().Be(merchant.Store.Snapshot().Single(order => order.Id == ids[1]).Total);
        await world.AgreesAsync();
    }

    [Fact]
    public async Task A_credit_memo_of_an_unpaid_invoice_is_applied_to_it()
    {
        await using World world = await World.StartAsync(OrderLives.World());
        Merchant merchant = world.Merchant;
        long id = merchant.Sell(1, "on-hold")[0];
        await world.SyncAsync();
        merchant.Store.RefundAmount(id, 10.00m, "Scratched");
        await world.SyncAsync();

        decimal total = merchant.Store.Snapshot().Single().Total;
        merchant.Company.Documents("CreditMemo").Should().ContainSingle().Which.Json.Should().Contain("\"RemainingCredit\":0");
        merchant.Company.Documents("Payment").Should().ContainSingle().Which.TotalAmt.Should().Be(0m);
        merchant.Company.Balances.Receivable.Should().Be(total - 10.00m);
        await world.AgreesAsync();

        merchant.Store.SetStatus(id, "processing");
        await world.SyncAsync();

        merchant.Company.Documents("Payment").Sum(payment => payment.TotalAmt).Should().Be(total - 10.00m);
        merchant.Company.Balances.Receivable.Should().Be(0m);
        merchant.Company.Count("RefundReceipt").Should().Be(0);
        await world.AgreesAsync();
    }

    private static async Task SeeAsync(World world, Merchant merchant, bool byDelivery)
    {
        if (byDelivery)
        {
            // What is not seen on the way was lost on the way: only the latest delivery arrives.
            StoreDelivery? latest = merchant.Store.Webhooks.Take().LastOrDefault();
            if (latest is not null)
            {
                (await world.ReceiveAsync(latest.Headers, latest.Body, merchant)).Should().Be(WebhookVerdict.Accepted);
            }

            return;
        }

        await world.DiscoverAsync(new(), merchant);
    }

    private static IEnumerable<int[]> Permutations(int[] of) => of.Length == 1
        ? [of]
        : of.SelectMany(first => Permutations([.. of.Where(other => other != first)]).Select(rest => (int[])[first, .. rest]));
}

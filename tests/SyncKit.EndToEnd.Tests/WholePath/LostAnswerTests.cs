using SyncKit.Testing.Faults;
using SyncKit.Testing.Loopback;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.EndToEnd.Tests.WholePath;

[Collection(WholePathCollection.Name)]
public sealed class LostAnswerTests
{
    private const int FewestCalls = 6;

    private static readonly Dictionary<string, Fault> Faults = new(StringComparer.Ordinal)
    {
        ["the answer is lost"] = Fault.CommitThenDrop(),
        ["the call is lost"] = Fault.Drop(),
        ["500 after the work"] = Fault.CommitThenFail(500),
        ["429 after the work"] = Fault.CommitThenFail(429),
        ["503 instead of the work"] = Fault.Fail(503),
        ["429 instead of the work"] = Fault.Throttle(),
        ["429 with Retry-After"] = Fault.Throttle(TimeSpan.FromSeconds(7)),
        ["a page of HTML"] = Fault.Html(),
        ["half an answer"] = Fault.Truncate(),
    };

    public static TheoryData<string> Kinds => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Whichever_call_to_QuickBooks_goes_wrong_each_order_is_in_the_books_once(string kind)
    {
        int call = 1;
        while (await TradeAsync(call, Faults[kind], books: true))
        {
            call++;
        }

        call.Should().BeGreaterThan(FewestCalls);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Whichever_call_to_the_shop_goes_wrong_each_order_is_in_the_books_once(string kind)
    {
        int call = 1;
        while (await TradeAsync(call, Faults[kind], books: false))
        {
            call++;
        }

        call.Should().BeGreaterThan(FewestCalls);
    }

    /// <summary>Syncs, and once more when every pause is over.</summary>
    private static async Task SyncAsync(World world)
    {
        await world.SyncAsync();
        world.Clock.Advance(TimeSpan.FromMinutes(3));
        await world.SyncAsync();
    }

    /// <summary>Trades with one call going wrong. Returns whether there was such a call.</summary>
    private static async Task<bool> TradeAsync(int call, Fault fault, bool books)
    {
        await using World world = await World.StartAsync(new WorldOptions { QuickBooks = static options => options.BatchSize = 4 });
        Merchant merchant = world.Merchant;
        IReadOnlyList<long> ids = merchant.Sell(7);
        merchant.Store.RefundAmount(ids[0], 3.00m, "Late");
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        int seen = 0;
        bool Counted(SimulatedRequest request)
        {
            bool counts = !books || World.IsCompanyCall(request);
            seen += counts ? 1 : 0;
            return counts;
        }

        (books ? world.Books.Faults : merchant.Shop.Faults).OnCall(call, fault, Counted);
        await SyncAsync(world);
        merchant.Store.SetStatus(ids[1], "cancelled");
        merchant.Store.RefundFully(ids[2], "Returned");
        merchant.Store.UpdateOrder(ids[3], static order => order.Fees.Add(new StoreFee { Name = "Gift wrapping", Total = 2.50m }));
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await SyncAsync(world);
        world.Clock.Advance(TimeSpan.FromMinutes(3));
        bool met = seen >= call;
        world.Books.Faults.Clear();
        merchant.Shop.Faults.Clear();

        merchant.Company.Count("SalesReceipt").Should().Be(ids.Count, $"call {call} of {seen} went wrong");
        merchant.Company.Count("RefundReceipt").Should().Be(2, $"call {call} of {seen} went wrong");
        await world.AgreesAsync();
        return met;
    }
}

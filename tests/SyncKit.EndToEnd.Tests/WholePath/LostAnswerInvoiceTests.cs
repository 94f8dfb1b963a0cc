using SyncKit.Testing.Faults;
using SyncKit.Testing.Loopback;
using SyncKit.Testing.QuickBooks;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.EndToEnd.Tests.WholePath;

/// <summary>Invoices, payments, credit memos and their application, with any one call done but not answered.</summary>
[Collection(WholePathCollection.Name)]
public sealed class LostAnswerInvoiceTests(ITestOutputHelper output)
{
    private const int FewestCalls = 12;

    private static readonly Dictionary<string, Fault> Faults = new(StringComparer.Ordinal)
    {
        ["the answer is lost"] = Fault.CommitThenDrop(),
        ["429 after the work"] = Fault.CommitThenFail(429),
        ["half an answer"] = Fault.Truncate(),
    };

    public static TheoryData<string> Kinds => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Whichever_stage_is_done_and_not_answered_each_document_is_in_the_books_once(string kind)
    {
        (CompanyBalances expected, _) = await TradeAsync(int.MaxValue, Faults[kind]);
        int call = 0;
        bool met;
        do
        {
            call++;
            (CompanyBalances balances, met) = await TradeAsync(call, Faults[kind]);
            balances.Should().BeEquivalentTo(expected, $"call {call} went wrong");
        }
        while (met);

        output.WriteLine($"{kind}: {call - 1} calls, each once.");
        call.Should().BeGreaterThan(FewestCalls);
    }

    /// <summary>Trades with one call going wrong. Returns the books and whether there was such a call.</summary>
    private static async Task<(CompanyBalances Balances, bool Met)> TradeAsync(int call, Fault fault)
    {
        await using World world = await World.StartAsync(OrderLives.World(static options => options.QuickBooks = static quickBooks => quickBooks.BatchSize = 4));
        Merchant merchant = world.Merchant;
        IReadOnlyList<long> ids = merchant.Sell(6, "on-hold");
        int seen = 0;
        world.Books.Faults.OnCall(call, fault, request =>
        {
            bool counts = World.IsWriteCall(request);
            seen += counts ? 1 : 0;
            return counts;
        });
        await SyncAsync(world);
        merchant.Store.RefundAmount(ids[0], 3.00m, "Scratched");
        merchant.Store.RefundAmount(ids[5], 4.00m, "Scratched");
        await SyncAsync(world);
        merchant.Store.SetStatus(ids[0], "processing");
        merchant.Store.SetStatus(ids[1], "processing");
        merchant.Store.SetStatus(ids[2], "cancelled");
        merchant.Store.SetStatus(ids[5], "cancelled");
        await SyncAsync(world);
        merchant.Store.RefundFully(ids[1], "Returned");
        merchant.Store.UpdateOrder(ids[3], static order => order.Fees.Add(new StoreFee { Name = "Gift wrapping", Total = 2.50m }));
        await SyncAsync(world);
        bool met = seen >= call;
        world.Books.Faults.Clear();

        SimulatedCompany company = merchant.Company;
        string wrong = $"call {call} of {seen} went wrong";
        company.Count("Invoice").Should().Be(6, wrong);
        company.Count("CreditMemo").Should().Be(2, wrong);
        company.Count("RefundReceipt").Should().Be(1, wrong);
        company.Count("Payment").Should().Be(4, wrong);
        await world.AgreesAsync();
        return (company.Balances, met);
    }

    /// <summary>Syncs, and once more when every pause is over.</summary>
    private static async Task SyncAsync(World world)
    {
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.SyncAsync();
        world.Clock.Advance(TimeSpan.FromMinutes(3));
        await world.SyncAsync();
    }
}

using SyncKit.Connections;
using SyncKit.Core.Tests.World;
using SyncKit.Inbox;
using SyncKit.Lanes;
using SyncKit.Ledger;

namespace SyncKit.Core.Tests.Lanes;

/// <summary>Documents that a company had before the first run, and that the ledger was told of.</summary>
public sealed class AdoptedTests
{
    private readonly Scene scene = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static ConnectionId Lane => Scene.Lane(Scene.Acme);

    [Fact]
    public async Task An_adopted_document_that_agrees_is_not_written_and_known_from_then_on()
    {
        await using Host host = await scene.StartConnectedAsync();
        await AdoptAsync(host, 11m, tax: 0.93m);
        scene.Shop.PutMany(1);
        await host.SyncAsync(Scene.Acme);
        scene.Books.Calls.Should().OnlyContain(call => call.Content.Contains("Customer"));
        LedgerView view = await LedgerAsync(host);
        view.Record!.State.Should().Be(LedgerState.Written);
        LedgerDocument sale = view.Documents["sale"];
        sale.Hash.IsUnknown.Should().BeFalse();
        (sale.Total, sale.Tax, sale.DestinationId, sale.Version).Should().Be((11m, 0.93m, "old", "7"));
        sale.Proof.Should().Be("proof of 11.00");
        sale.SettingsVersion.Should().BePositive();
        (await host.Ledger.CountAsync(Scene.Acme, Scene.Flow, Cancel)).Should().Be(FlowCounts.Zero with { Entered = 1, Written = 1 });
    }

    [Fact]
    public async Task The_tax_of_an_adopted_document_stays_as_it_was_found()
    {
        await using Host host = await scene.StartConnectedAsync();
        await AdoptAsync(host, 11m, tax: 0.93m);
        scene.Shop.PutMany(1);
        await host.SyncAsync(Scene.Acme);
        int calls = scene.Books.Calls.Count;
        scene.Shop.Put(new ShopOrder { Id = "1", Total = "11.00", Status = "completed", Tax = 1m });
        await host.SyncAsync(Scene.Acme);
        scene.Books.Calls.Should().HaveCount(calls);
        (await LedgerAsync(host)).Documents["sale"].Tax.Should().Be(0.93m);
    }

    [Theory]
    [InlineData("20.00", "USD")]
    [InlineData("11.00", "EUR")]
    public async Task An_adopted_document_that_does_not_agree_is_written_over(string total, string currency)
    {
        await using Host host = await scene.StartConnectedAsync();
        await AdoptAsync(host, 11m, tax: 1m, currency);
        List<string> sent = [];
        scene.Books.Refuse = document =>
        {
            sent.Add($"{document.Kind} {document.Id} {document.Version}");
            return null;
        };
        scene.Shop.Put(new ShopOrder { Id = "1", Total = total });
        await host.SyncAsync(Scene.Acme);
        sent.Should().Contain("Sale old 7");
    }

    [Fact]
    public async Task A_record_that_is_held_leaves_its_adopted_document_to_be_compared_again()
    {
        await using Host host = await scene.StartConnectedAsync();
        await AdoptAsync(host, 11m, tax: 1m, key: "invoice");
        scene.Books.Refuse = document => document.Kind == "Payment" ? Failing.With(Faults.FailureKind.Permanent, "books.closed") : null;
        scene.Shop.Put(new ShopOrder { Id = "1", Total = "11.00", Method = "prepaid" });
        await host.SyncAsync(Scene.Acme);
        LedgerView view = await LedgerAsync(host);
        view.Record!.Code.Should().Be("books.closed");
        view.Documents["invoice"].Hash.IsUnknown.Should().BeTrue();
    }

    /// <summary>Tells the ledger of a document that nothing here wrote.</summary>
    private static async Task AdoptAsync(Host host, decimal total, decimal tax, string currency = "USD", string key = "sale")
    {
        LaneLease lease = (await host.Lanes.AcquireLaneAsync(Lane, "adopter", TimeSpan.FromMinutes(1), Cancel))!;
        LedgerDocument document = new()
        {
            Flow = Scene.Flow,
            Record = Scene.Record("1"),
            Lane = Lane,
            Key = key,
            Kind = key == "sale" ? "Sale" : "Invoice",
            DestinationId = "old",
            Version = "7",
            Hash = default(ContentHash),
            Total = total,
            Tax = tax,
            Currency = currency,
            RequestId = "adopted",
            Generation = 1,
            WrittenAt = default,
        };
        (await host.Lanes.SettleAsync(lease, new Settlement { Documents = [document] }, Cancel)).Should().BeTrue();
        await host.Lanes.ReleaseAsync(lease, new LaneRelease(), Cancel);
    }

    private static async Task<LedgerView> LedgerAsync(Host host) =>
        (await host.Ledger.FindAsync(Scene.Flow, Lane, [Scene.Record("1")], Cancel))[Scene.Record("1")];
}

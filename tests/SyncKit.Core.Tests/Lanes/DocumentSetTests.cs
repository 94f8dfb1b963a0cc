using SyncKit.Core.Tests.World;
using SyncKit.Faults;
using SyncKit.Ledger;

namespace SyncKit.Core.Tests.Lanes;

/// <summary>Records with several documents, of which some only settle others.</summary>
public sealed class DocumentSetTests
{
    private readonly Scene scene = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_payment_is_written_and_checked_but_does_not_count()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.Put(new ShopOrder { Id = "1", Total = "11.00", Method = "prepaid" });
        await host.SyncAsync(Scene.Acme);
        await scene.ShouldAgreeAsync(host);
        IReadOnlyDictionary<string, LedgerDocument> documents = (await LedgerAsync(host)).Documents;
        (documents["invoice"].CountsTowardsTotal, documents["payment"].CountsTowardsTotal).Should().Be((true, false));
        documents["payment"].Total.Should().Be(11m);
    }

    [Fact]
    public async Task A_document_keeps_its_proof_the_settings_that_made_it_and_what_the_books_answered()
    {
        scene.Books.GivesFingerprints = true;
        await using Host host = await scene.StartConnectedAsync();
        await host.Connections.SaveAsync(Scene.Lane(Scene.Acme), """{"changed":true}""", Cancel);
        scene.Shop.PutMany(1);
        await host.SyncAsync(Scene.Acme);
        LedgerDocument sale = (await LedgerAsync(host)).Documents["sale"];
        sale.Proof.Should().Be("proof of 11.00");
        sale.SettingsVersion.Should().Be((await host.Connections.FindAsync(Scene.Lane(Scene.Acme), Cancel))!.Settings.Version).And.BePositive();
        sale.Fingerprint.Should().Be("Sale over 11.00");
        sale.Date.Should().Be(new DateOnly(2026, 3, 1));
    }

    [Fact]
    public async Task A_payment_that_comes_out_wrong_holds_its_record()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.Put(new ShopOrder { Id = "1", Total = "11.00", Method = "prepaid" });
        scene.Books.OnSend = (_, intent) =>
        {
            scene.Books.Rounding = intent.Targets.Any(target => target.Document?.Key == "payment") ? 0.01m : 0m;
            return null;
        };
        await host.SyncAsync(Scene.Acme);
        LedgerRecord dead = (await LedgerAsync(host)).Record!;
        dead.State.Should().Be(LedgerState.Dead);
        dead.Code.Should().Be("total.differs");
        dead.Message.Should().Contain("11.01 USD").And.Contain("11.00 USD");
    }

    [Fact]
    public async Task Voids_go_stage_by_stage_before_the_record_is_skipped()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.Put(new ShopOrder { Id = "1", Total = "11.00", Method = "prepaid" });
        await host.SyncAsync(Scene.Acme);
        scene.Books.Calls.Clear();
        scene.Shop.Put(new ShopOrder { Id = "1", Total = "11.00", Method = "prepaid", Status = "cancelled" });
        await host.SyncAsync(Scene.Acme);
        scene.Books.Calls.Select(call => call.Content.Contains("\"Payment\"", StringComparison.Ordinal)).Should().Equal(true, false);
        scene.Books.Of(Scene.Lane(Scene.Acme)).Should().HaveCount(2).And.OnlyContain(document => document.IsVoided);
        LedgerRecord record = (await LedgerAsync(host)).Record!;
        (record.State, record.Code).Should().Be((LedgerState.Skipped, "status-cancelled"));
        await scene.ShouldAgreeAsync(host);
    }

    [Fact]
    public async Task A_first_stage_that_fails_keeps_the_second_from_being_voided()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.Put(new ShopOrder { Id = "1", Total = "11.00", Method = "prepaid" });
        await host.SyncAsync(Scene.Acme);
        scene.Books.Refuse = document => document.IsVoided && document.Kind == "Payment" ? Failing.With(FailureKind.Permanent, "books.closed") : null;
        scene.Shop.Put(new ShopOrder { Id = "1", Total = "11.00", Method = "prepaid", Status = "cancelled" });
        await host.SyncAsync(Scene.Acme);
        scene.Books.Of(Scene.Lane(Scene.Acme)).Should().OnlyContain(document => !document.IsVoided);
        (await LedgerAsync(host)).Record!.Code.Should().Be("books.closed");
    }

    private static async Task<LedgerView> LedgerAsync(Host host) =>
        (await host.Ledger.FindAsync(Scene.Flow, Scene.Lane(Scene.Acme), [Scene.Record("1")], Cancel))[Scene.Record("1")];
}

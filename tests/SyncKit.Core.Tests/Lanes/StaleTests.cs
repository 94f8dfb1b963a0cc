using SyncKit.Core.Tests.World;
using SyncKit.Faults;
using SyncKit.Ledger;

namespace SyncKit.Core.Tests.Lanes;

public sealed class StaleTests
{
    private readonly Scene scene = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_newer_version_with_the_same_money_is_read_and_written_over_once()
    {
        await using Host host = await scene.StartConnectedAsync();
        BookDocument document = await WriteAsync(host);
        scene.Books.ChangeByHand(Scene.Lane(Scene.Acme), document.Id);
        scene.Shop.Put(new ShopOrder { Id = "1", Total = "20.00" });
        await host.SyncAsync(Scene.Acme);
        scene.Books.LookUps.Should().Be(1);
        await scene.ShouldAgreeAsync(host);
    }

    [Fact]
    public async Task A_document_that_was_changed_in_the_books_is_held_until_a_person_decides()
    {
        await using Host host = await scene.StartConnectedAsync();
        BookDocument document = await WriteAsync(host);
        scene.Books.ChangeByHand(Scene.Lane(Scene.Acme), document.Id, total: 15m);
        scene.Shop.Put(new ShopOrder { Id = "1", Total = "20.00" });
        await host.SyncAsync(Scene.Acme);
        LedgerRecord dead = await HeldAsync(host);
        dead.Message.Should().Contain("11.00 USD").And.Contain("15.00 USD");
        scene.Shop.Put(new ShopOrder { Id = "1", Total = "21.00" });
        await host.SyncAsync(Scene.Acme);
        await HeldAsync(host);
        scene.Books.Counting(Scene.Lane(Scene.Acme)).Single().Total.Should().Be(15m, "a newer change is no decision");
        await host.DeadLetters.RetryAsync(Scene.Flow, Scene.Record("1"), scene.Time.GetUtcNow(), Cancel);
        await host.DrainAsync();
        await scene.ShouldAgreeAsync(host);
    }

    [Fact]
    public async Task A_document_that_was_voided_in_the_books_is_held_and_made_anew_on_retry()
    {
        await using Host host = await scene.StartConnectedAsync();
        BookDocument document = await WriteAsync(host);
        scene.Books.ChangeByHand(Scene.Lane(Scene.Acme), document.Id, total: 0m, voided: true);
        scene.Shop.Put(new ShopOrder { Id = "1", Total = "20.00" });
        await host.SyncAsync(Scene.Acme);
        (await HeldAsync(host)).Message.Should().Contain("voided");
        await host.DeadLetters.RetryAsync(Scene.Flow, Scene.Record("1"), scene.Time.GetUtcNow(), Cancel);
        await host.DrainAsync();
        await scene.ShouldAgreeAsync(host);
    }

    [Fact]
    public async Task A_document_that_was_only_linked_to_another_keeps_its_fingerprint_and_is_written_again()
    {
        scene.Books.GivesFingerprints = true;
        await using Host host = await scene.StartConnectedAsync();
        BookDocument document = await WriteAsync(host);
        scene.Books.ChangeByHand(Scene.Lane(Scene.Acme), document.Id);
        scene.Shop.Put(new ShopOrder { Id = "1", Total = "20.00" });
        await host.SyncAsync(Scene.Acme);
        scene.Books.LookUps.Should().Be(1);
        await scene.ShouldAgreeAsync(host);
    }

    [Fact]
    public async Task An_edit_that_keeps_the_total_is_held_with_both_versions_until_a_person_decides()
    {
        scene.Books.GivesFingerprints = true;
        await using Host host = await scene.StartConnectedAsync();
        BookDocument document = await WriteAsync(host);
        scene.Books.ChangeByHand(Scene.Lane(Scene.Acme), document.Id, edit: ", moved to another account");
        scene.Shop.Put(new ShopOrder { Id = "1", Total = "20.00" });
        await host.SyncAsync(Scene.Acme);
        (await HeldAsync(host)).Message.Should().Be(
            $"Sale {document.Id} of order 1 was written as \"Sale over 11.00\" (11.00 USD); "
            + "the books now hold \"Sale over 11.00, moved to another account\" (11.00 USD).");
        scene.Shop.Put(new ShopOrder { Id = "1", Total = "11.00" });
        await host.SyncAsync(Scene.Acme);
        await HeldAsync(host);
        scene.Books.Of(Scene.Lane(Scene.Acme)).Single().Edit.Should().NotBeEmpty("the order as it was written first is no decision either");
        await host.DeadLetters.RetryAsync(Scene.Flow, Scene.Record("1"), scene.Time.GetUtcNow(), Cancel);
        await host.DrainAsync();
        scene.Books.Of(Scene.Lane(Scene.Acme)).Single().Edit.Should().BeEmpty();
        await scene.ShouldAgreeAsync(host);
    }

    [Fact]
    public async Task What_a_person_left_as_the_books_have_it_is_not_written_over_by_a_newer_change()
    {
        scene.Books.GivesFingerprints = true;
        await using Host host = await scene.StartConnectedAsync();
        BookDocument document = await WriteAsync(host);
        scene.Books.ChangeByHand(Scene.Lane(Scene.Acme), document.Id, total: 15m);
        scene.Shop.Put(new ShopOrder { Id = "1", Total = "20.00" });
        await host.SyncAsync(Scene.Acme);
        LedgerRecord held = await HeldAsync(host);
        await host.DeadLetters.DismissAsync(Scene.Flow, Scene.Record("1"), Cancel);
        scene.Shop.Put(new ShopOrder { Id = "1", Total = "21.00" });
        await host.SyncAsync(Scene.Acme);
        LedgerRecord again = await HeldAsync(host);
        again.Message.Should().Be(held.Message);
        again.Remedy.Should().Be(held.Remedy);
        scene.Books.Counting(Scene.Lane(Scene.Acme)).Single().Total.Should().Be(15m);
    }

    [Fact]
    public async Task A_reference_that_is_gone_is_resolved_anew_once()
    {
        await using Host host = await scene.StartConnectedAsync();
        await WriteAsync(host);
        scene.Books.DropCustomers(Scene.Lane(Scene.Acme));
        scene.Shop.Put(new ShopOrder { Id = "2" });
        int resolved = scene.Books.CustomerLookUps;
        await host.SyncAsync(Scene.Acme);
        (scene.Books.CustomerLookUps - resolved).Should().Be(1);
        scene.Books.Counting(Scene.Lane(Scene.Acme)).Should().HaveCount(2);
        await scene.ShouldAgreeAsync(host);
    }

    [Fact]
    public async Task What_stays_stale_after_one_more_try_is_a_dead_letter()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(1);
        int tries = 0;
        scene.Books.Refuse = document =>
        {
            tries += document.Kind == "Customer" ? 0 : 1;
            return document.Kind == "Customer" ? null : Failing.With(FailureKind.Stale, "reference.gone");
        };
        await host.SyncAsync(Scene.Acme);
        tries.Should().Be(2);
        (await host.Ledger.CountAsync(Scene.Acme, Scene.Flow, Cancel)).Dead.Should().Be(1);
    }

    private async Task<BookDocument> WriteAsync(Host host)
    {
        scene.Shop.PutMany(1);
        await host.SyncAsync(Scene.Acme);
        return scene.Books.Of(Scene.Lane(Scene.Acme)).Single();
    }

    private static async Task<LedgerRecord> HeldAsync(Host host)
    {
        LedgerPage<LedgerRecord> page = await host.Ledger.ListRecordsAsync(
            Scene.Acme, new LedgerQuery { Flow = Scene.Flow, State = LedgerState.Dead }, Cancel);
        LedgerRecord dead = page.Rows.Should().ContainSingle().Subject;
        dead.Code.Should().Be("books.changed");
        return dead;
    }
}

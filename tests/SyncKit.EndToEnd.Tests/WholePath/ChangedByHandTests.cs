using System.Text.Json.Nodes;
using SyncKit.Ledger;
using SyncKit.Reconciling;
using SyncKit.Testing.QuickBooks;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.EndToEnd.Tests.WholePath;

/// <summary>Somebody works in QuickBooks on documents that were posted.</summary>
[Collection(WholePathCollection.Name)]
public sealed class ChangedByHandTests
{
    private const string Changed = "books.changed";

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Theory]
    [InlineData("customer")]
    [InlineData("line")]
    public async Task A_receipt_that_was_edited_is_parked_with_both_versions_at_the_orders_next_change_until_a_person_decides(string edit)
    {
        await using World world = await World.StartAsync();
        Merchant merchant = world.Merchant;
        long id = merchant.Sell(1)[0];
        await world.SyncAsync();
        BookedDocument posted = merchant.Company.Documents("SalesReceipt").Single();
        (string before, string after) = Edit(merchant.Company, posted, edit);
        BookedDocument edited = merchant.Company.Documents("SalesReceipt").Single();
        edited.TotalAmt.Should().Be(posted.TotalAmt);

        AddFee(merchant, id);
        await world.SyncAsync();

        LedgerRecord dead = (await world.DeadAsync()).Should().ContainSingle().Subject;
        dead.Code.Should().Be(Changed);
        dead.Message.Should().Contain(before).And.Contain(after);
        dead.Remedy.Should().NotBeEmpty();
        merchant.Company.Documents("SalesReceipt").Should().ContainSingle().Which.Json.Should().Be(edited.Json, "nothing is overwritten");

        // A further change in the shop decides nothing either.
        merchant.Store.UpdateOrder(id, static order => order.CustomerNote = "Ring twice");
        await world.SyncAsync();
        (await world.DeadAsync()).Should().ContainSingle().Which.Code.Should().Be(Changed);
        merchant.Company.Documents("SalesReceipt").Should().ContainSingle().Which.Json.Should().Be(edited.Json);

        await world.RetryAsync(id);
        (await world.DeadAsync()).Should().BeEmpty();
        BookedDocument written = merchant.Company.Documents("SalesReceipt").Should().ContainSingle().Subject;
        written.Id.Should().Be(posted.Id);
        written.CustomerName.Should().Be(posted.CustomerName);
        await world.AgreesAsync();
    }

    [Fact]
    public async Task A_receipt_that_was_edited_is_not_voided_with_its_order_until_a_person_decides()
    {
        await using World world = await World.StartAsync();
        Merchant merchant = world.Merchant;
        long id = merchant.Sell(1)[0];
        await world.SyncAsync();
        Edit(merchant.Company, merchant.Company.Documents("SalesReceipt").Single(), "line");

        merchant.Store.SetStatus(id, "cancelled");
        await world.SyncAsync();

        (await world.DeadAsync()).Should().ContainSingle().Which.Code.Should().Be(Changed);
        merchant.Company.Documents("SalesReceipt").Should().ContainSingle().Which.Voided.Should().BeFalse();

        await world.RetryAsync(id);
        merchant.Company.Documents("SalesReceipt").Should().ContainSingle().Which.Voided.Should().BeTrue();
        await world.AgreesAsync();
    }

    [Fact]
    public async Task An_invoice_that_was_edited_is_parked_and_its_payment_waits_for_a_persons_decision()
    {
        await using World world = await World.StartAsync(OrderLives.World());
        Merchant merchant = world.Merchant;
        long id = merchant.Sell(1, "on-hold")[0];
        await world.SyncAsync();
        BookedDocument invoice = merchant.Company.Documents("Invoice").Single();
        await world.CheckBooksAsync();
        Edit(merchant.Company, invoice, "customer");
        world.Clock.Advance(Hour);
        await world.CheckBooksAsync();

        merchant.Store.SetStatus(id, "processing");
        await world.SyncAsync();
        (await world.DeadAsync()).Should().ContainSingle().Which.Code.Should().Be(Changed);
        merchant.Company.Count("Payment").Should().Be(0);

        await world.RetryAsync(id);
        merchant.Company.Documents("Invoice").Should().ContainSingle().Which.CustomerName.Should().Be(invoice.CustomerName);
        merchant.Company.Balances.ReceivableByCustomer.Should().BeEmpty();
        await world.AgreesAsync();
    }

    [Fact]
    public async Task A_payment_that_is_entered_by_hand_moves_the_invoices_version_alone_and_parks_nothing()
    {
        await using World world = await World.StartAsync(OrderLives.World());
        Merchant merchant = world.Merchant;
        long id = merchant.Sell(1, "on-hold")[0];
        await world.SyncAsync();
        BookedDocument posted = merchant.Company.Documents("Invoice").Single();
        string customer = (string)JsonNode.Parse(posted.Json)!["CustomerRef"]!["value"]!;
        merchant.Company.Add(
            "Payment",
            $$"""{"CustomerRef":{"value":"{{customer}}"},"TotalAmt":5,"Line":[{"Amount":5,"LinkedTxn":[{"TxnId":"{{posted.Id}}","TxnType":"Invoice"}]}]}""");
        merchant.Company.Documents("Invoice").Single().SyncToken.Should().NotBe(posted.SyncToken);

        AddFee(merchant, id);
        await world.SyncAsync();

        (await world.DeadAsync()).Should().BeEmpty();
        merchant.Company.Documents("Invoice").Should().ContainSingle().Which.TotalAmt.Should().Be(posted.TotalAmt + 4.50m);
        await world.AgreesAsync();
    }

    [Fact]
    public async Task A_receipt_that_is_taken_to_the_bank_is_not_taken_for_edited()
    {
        await using World world = await World.StartAsync();
        Merchant merchant = world.Merchant;
        merchant.Sell(2);
        await world.SyncAsync();
        await world.CheckBooksAsync();
        merchant.Company.Deposit("SalesReceipt", merchant.Company.Documents("SalesReceipt")[0].Id);
        world.Clock.Advance(Hour);

        (await world.CheckBooksAsync()).Single().Held.Should().Be(0);
        await world.AgreesAsync();
    }

    [Fact]
    public async Task The_look_at_the_books_finds_an_edit_and_a_deletion_without_any_change_in_the_shop()
    {
        await using World world = await World.StartAsync();
        Merchant merchant = world.Merchant;
        IReadOnlyList<long> ids = merchant.Sell(3);
        await world.SyncAsync();
        (await world.CheckBooksAsync()).Single().Held.Should().Be(0, "its own writes are no news");
        BookedDocument[] posted = [.. ids.Select(id => ReceiptOf(merchant.Company, id))];
        Edit(merchant.Company, posted[0], "customer");
        merchant.Company.Delete("SalesReceipt", posted[1].Id);
        world.Clock.Advance(Hour);

        BooksWatchReport look = (await world.CheckBooksAsync()).Single();

        look.ListedAll.Should().BeFalse();
        look.Held.Should().Be(2);
        IReadOnlyList<LedgerRecord> dead = await world.DeadAsync();
        dead.Select(each => each.Record.Id).Should().BeEquivalentTo([$"{ids[0]}", $"{ids[1]}"]);
        dead.Should().OnlyContain(each => each.Code == Changed);
        dead.Single(each => each.Record.Id == $"{ids[1]}").Message.Should().Contain("no longer there");
        (await world.CheckBooksAsync()).Single().Held.Should().Be(0, "what is held is not held once more");

        await world.RetryAsync(ids[0]);
        await world.RetryAsync(ids[1]);
        (await world.DeadAsync()).Should().BeEmpty();
        merchant.Company.Count("SalesReceipt").Should().Be(3);
        await world.AgreesAsync();
    }

    [Fact]
    public async Task A_host_that_works_by_itself_looks_at_the_books_now_and_then()
    {
        await using World world = await World.StartAsync(new WorldOptions
        {
            Engine = static engine =>
            {
                engine.RunInBackground = true;
                engine.BooksCheckInterval = TimeSpan.FromMinutes(3);
            },
        });
        Merchant merchant = world.Merchant;
        long id = merchant.Sell(1)[0];
        await world.UntilAsync(async () => (await world.CountAsync()).Written == 1);
        Edit(merchant.Company, ReceiptOf(merchant.Company, id), "customer");

        await world.UntilAsync(async () => (await world.DeadAsync()).Count == 1);

        (await world.DeadAsync()).Single().Code.Should().Be(Changed);
    }

    private static BookedDocument ReceiptOf(SimulatedCompany company, long order) =>
        company.Documents("SalesReceipt").Single(receipt => receipt.PrivateNote!.Contains($"/order/{order}", StringComparison.Ordinal));

    private static void AddFee(Merchant merchant, long id) =>
        merchant.Store.UpdateOrder(id, static order => order.Fees.Add(new StoreFee { Name = "Gift wrapping", Total = 4.50m }));

    /// <summary>Edits a document so that its total stays, and says by what its two versions are told apart.</summary>
    private static (string Before, string After) Edit(SimulatedCompany company, BookedDocument document, string edit)
    {
        (string before, string after) = (string.Empty, string.Empty);
        if (edit == "customer")
        {
            string other = company.AddCustomer("Somebody Else");
            company.Edit(document.Entity, document.Id, json =>
            {
                before = $"customer {(string)json["CustomerRef"]!["value"]!},";
                json["CustomerRef"] = new JsonObject { ["value"] = other };
            });
            return (before, $"customer {other},");
        }

        string item = company.AddItem("Something else");
        company.Edit(document.Entity, document.Id, json =>
        {
            JsonNode line = json["Line"]!.AsArray().First(each => (string?)each!["DetailType"] == "SalesItemLineDetail")!["SalesItemLineDetail"]!;
            before = $"item {(string)line["ItemRef"]!["value"]!} ";
            line["ItemRef"] = new JsonObject { ["value"] = item };
        });
        return (before, $"item {item} ");
    }
}

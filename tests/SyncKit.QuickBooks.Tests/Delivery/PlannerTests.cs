using System.Text;
using System.Text.Json;
using SyncKit.Connections;
using SyncKit.Delivery;
using SyncKit.Intents;
using SyncKit.Ledger;
using SyncKit.QuickBooks.Delivery;
using SyncKit.QuickBooks.Tests.Hosting;

namespace SyncKit.QuickBooks.Tests.Delivery;

public class PlannerTests
{
    private static IReadOnlyList<Intent> Plan(params DocumentWrite<QuickBooksDocument>[] writes) => Planner.Plan(Shop.Books(), writes, 30, Shop.Now);

    public static TheoryData<string, string, bool> Undoing => new()
    {
        { "SalesReceipt", "salesreceipt?operation=update&include=void", false },
        { "Payment", "payment?operation=update&include=void", false },
        { "Invoice", "invoice?operation=void", false },
        { "CreditMemo", "creditmemo?operation=void", false },
        { "RefundReceipt", "refundreceipt?operation=void", false },
        { "Purchase", "purchase?operation=delete", true },
        { "Deposit", "deposit?operation=delete", true },
    };

    [Theory]
    [MemberData(nameof(Undoing))]
    public void Every_kind_is_undone_by_its_own_call_with_a_body_of_its_own(string kind, string route, bool bare)
    {
        LedgerDocument there = Shop.Posted("k", kind, "77", "3") with
        {
            CountsTowardsTotal = false, Proof = "p", SettingsVersion = 4, Date = new DateOnly(2026, 11, 20), Fingerprint = "f",
        };
        Intent intent = Plan(Writes.Void(there)).Single();
        intent.Route.Should().Be(route);
        Encoding.UTF8.GetString(intent.Content.Span).Should().Be(
            bare ? """{"Id":"77","SyncToken":"3"}""" : """{"Id":"77","SyncToken":"3","sparse":true}""", "trap 36: nothing that was read is sent back");
        LedgerDocument target = intent.Targets.Single().Document!;
        target.Should().BeEquivalentTo(
            there with { State = DocumentState.Voided, Total = 0, RequestId = intent.RequestId, Generation = 2, WrittenAt = Shop.Now });
    }

    [Theory]
    [InlineData(1, "salesreceipt")]
    [InlineData(2, "salesreceipt", "salesreceipt")]
    [InlineData(3, "batch")]
    [InlineData(31, "batch", "salesreceipt")]
    [InlineData(62, "batch", "batch", "salesreceipt", "salesreceipt")]
    public void A_few_writes_go_alone_and_many_together(int count, params string[] routes)
    {
        DocumentWrite<QuickBooksDocument>[] writes = [.. Enumerable.Range(0, count).Select(i => Writes.Post($"sale-{i}", "SalesReceipt", """{"TotalAmt":10}"""))];

        IReadOnlyList<Intent> intents = Plan(writes);

        intents.Select(intent => intent.Route).Should().Equal(routes);
        intents.SelectMany(intent => intent.Targets).Select(target => target.Document!.Key).Should().Equal(writes.Select(write => write.Draft.Key));
        intents.Select(intent => intent.RequestId).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Each_kind_that_is_written_has_a_way_to_undo_it() =>
        TransactionKind.All.Select(kind => kind.Name).Should().BeEquivalentTo(Undoing.Select(row => row.Data.Item1));

    [Fact]
    public void A_target_carries_what_the_ledger_keeps_of_the_draft()
    {
        Connection books = new() { Id = Shop.BooksId, Settings = new ConnectionSettings("""{"realmId":"1"}""", 7) };
        LedgerDocument document = Planner.Plan(
                books, [Writes.Post("payment", "Payment", """{"TotalAmt":10}""", counts: false)], 30, Shop.Now)
            .Single().Targets.Single().Document!;
        document.CountsTowardsTotal.Should().BeFalse();
        document.Proof.Should().Be("proof of payment");
        document.SettingsVersion.Should().Be(7);
        document.State.Should().Be(DocumentState.Posted);
    }

    [Theory]
    [InlineData("SalesReceipt")]
    [InlineData("Invoice")]
    [InlineData("CreditMemo")]
    [InlineData("RefundReceipt")]
    public void A_later_one_of_a_numbered_kind_gets_a_suffix_since_its_voided_predecessor_keeps_the_number(string kind)
    {
        DocumentWrite<QuickBooksDocument> write = Writes.Post("k", kind, """{"DocNumber":"1042","TxnDate":"2026-11-20"}""") with { FirstGeneration = 3 };
        Writes.Sent(Plan(write).Single()).GetProperty("DocNumber").GetString().Should().Be("1042-3");
    }

    [Fact]
    public void A_change_empties_what_the_order_lost_and_keeps_the_rest_as_it_is()
    {
        const string Json = """{"DocNumber":"1042","TxnDate":"2026-11-20","PrivateNote":"woo:us-store/order/1042","BillAddr":{"Line1":"1 Main St","City":"Reno"},"Line":[{"Amount":10.00,"Description":"Öl \"fein\""}]}""";
        DocumentWrite<QuickBooksDocument> write = Writes.Post("sale", "SalesReceipt", Json, existing: Shop.Posted("sale", "SalesReceipt", "77", "3"));
        Intent intent = Plan(write).Single();
        string text = Encoding.UTF8.GetString(intent.Content.Span);
        JsonElement sent = Writes.Sent(intent);

        sent.GetProperty("CustomerMemo").GetProperty("value").GetString().Should().BeEmpty();
        sent.GetProperty("PaymentRefNum").GetString().Should().BeEmpty();
        sent.GetProperty("BillAddr").GetProperty("Line1").GetString().Should().Be("1 Main St");
        sent.GetProperty("BillAddr").GetProperty("Line2").GetString().Should().BeEmpty();
        sent.GetProperty("ShipAddr").EnumerateObject().Should().HaveCount(9).And.OnlyContain(part => part.Value.GetString() == string.Empty);
        sent.TryGetProperty("DocNumber", out _).Should().BeFalse();
        text.Should().Contain("""{"Id":"77","SyncToken":"3","sparse":true,"TxnDate":"2026-11-20",""").And.Contain("\"Amount\":10.00").And.Contain("Öl \\\"fein\\\"");
        intent.Targets.Single().Document!.Hash.Should().Be(write.Draft.Hash, "what is emptied is no part of the content");
    }

    [Fact]
    public void A_payment_has_no_memo_or_address_to_empty()
    {
        DocumentWrite<QuickBooksDocument> write = Writes.Post("payment", "Payment", """{"TotalAmt":10}""", existing: Shop.Posted("payment", "Payment"));
        Writes.Sent(Plan(write).Single()).EnumerateObject().Select(member => member.Name)
            .Should().Equal("Id", "SyncToken", "sparse", "TotalAmt", "PaymentRefNum");
    }

    [Fact]
    public void A_change_of_an_expense_or_a_deposit_names_nothing_that_it_does_not_know()
    {
        foreach (string kind in new[] { "Purchase", "Deposit" })
        {
            DocumentWrite<QuickBooksDocument> write = Writes.Post("fee", kind, """{"TxnDate":"2026-11-20"}""", existing: Shop.Posted("fee", kind));
            Writes.Sent(Plan(write).Single()).EnumerateObject().Select(member => member.Name).Should().Equal("Id", "SyncToken", "sparse", "TxnDate");
        }
    }

    [Fact]
    public void A_kind_that_is_not_known_is_the_programs_error() =>
        FluentActions.Invoking(() => Plan(Writes.Void(Shop.Posted("k", "JournalEntry")))).Should().Throw<ArgumentException>().WithMessage("*JournalEntry*");
}

using System.Text.Json;
using SyncKit.Commerce;
using SyncKit.Delivery;
using SyncKit.Faults;
using SyncKit.Intents;
using SyncKit.Ledger;
using SyncKit.QuickBooks.Tests.Hosting;
using SyncKit.Testing.Faults;
using SyncKit.Testing.QuickBooks;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.Tests.Delivery;

public class KindTests
{
    private const string Marker = "woo:us-store/order/1042";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Form(Host host, string number = "1042", decimal amount = 10m, string marker = Marker) => FormattableString.Invariant($$"""
        {"DocNumber":"{{number}}","TxnDate":"2026-11-20","CustomerRef":{"value":"{{Customer(host)}}"},"PrivateNote":"{{marker}}",
         "Line":[{"DetailType":"SalesItemLineDetail","Amount":{{amount}},"SalesItemLineDetail":{"ItemRef":{"value":"{{Item(host)}}"},"TaxCodeRef":{"value":"NON"} } }]}
        """).Trim();

    private static string Settle(Host host, decimal total, string marker, params (string Type, string Id, decimal Amount)[] links)
    {
        string lines = string.Join(',', links.Select(link => FormattableString.Invariant(
            $$"""{"Amount":{{link.Amount}},"LinkedTxn":[{"TxnId":"{{link.Id}}","TxnType":"{{link.Type}}"}]}""")));
        return FormattableString.Invariant(
            $$"""{"TxnDate":"2026-11-20","CustomerRef":{"value":"{{Customer(host)}}"},"PrivateNote":"{{marker}}","TotalAmt":{{total}},"Line":[{{lines}}]}""");
    }

    private static string Customer(Host host) => host.Company.Customers.FirstOrDefault()?.Id ?? host.Company.AddCustomer("Ana Diaz");

    private static string Item(Host host) => host.Company.Items.FirstOrDefault()?.Id ?? host.Company.AddItem("Mug");

    private static Intent Plan(Host host, DocumentWrite<QuickBooksDocument> write) => host.Destination.Plan(host.Books, [write], host.Time.GetUtcNow()).Single();

    private static Task<LedgerDocument> InvoiceAsync(Host host) => Writes.WriteAsync(host, Writes.Post("sale", "Invoice", Form(host)));

    private static async Task<LedgerDocument> CurrentAsync(Host host, LedgerDocument document)
    {
        Intent about = Plan(host, Writes.Void(document));
        WrittenDocument now = (await host.Destination.LookUpAsync(host.Books, about, Token)).Targets.Single().Written!;
        return document with { Version = now.Version };
    }

    [Fact]
    public async Task An_invoice_is_paid_credited_and_undone_stage_by_stage()
    {
        await using Host host = await Host.StartAsync();
        LedgerDocument invoice = await InvoiceAsync(host);
        LedgerDocument payment = await Writes.WriteAsync(
            host, Writes.Post("payment", "Payment", Settle(host, 6m, Marker, ("Invoice", invoice.DestinationId, 6m)), 6m, counts: false));
        LedgerDocument credit = await Writes.WriteAsync(host, Writes.Post("refund:17", "CreditMemo", Form(host, "1042-R17", 4m, Marker + "/refund/17"), -4m));
        LedgerDocument apply = await Writes.WriteAsync(host, Writes.Post(
            "apply:17",
            "Payment",
            Settle(host, 0m, Marker + "/refund/17", ("Invoice", invoice.DestinationId, 4m), ("CreditMemo", credit.DestinationId, 4m)),
            0m,
            counts: false));
        (invoice.Total, payment.Total, payment.Tax, credit.Total, apply.Total).Should().Be((10m, 6m, 0m, -4m, 0m));
        Balance(host, invoice).Should().Be(0);

        foreach (LedgerDocument each in new[] { apply, credit, payment, invoice })
        {
            LedgerDocument undone = await Writes.WriteAsync(host, Writes.Void(await CurrentAsync(host, each)));
            undone.Total.Should().Be(0);
            host.Company.Documents(each.Kind).Single(document => document.Id == each.DestinationId).Voided.Should().BeTrue();
        }
    }

    private static decimal Balance(Host host, LedgerDocument invoice) =>
        JsonDocument.Parse(host.Company.Find("Invoice", invoice.DestinationId)!).RootElement.GetProperty("Balance").GetDecimal();

    [Fact]
    public async Task A_payment_moves_its_invoices_version_and_nothing_that_a_person_would_edit()
    {
        await using Host host = await Host.StartAsync();
        LedgerDocument invoice = await InvoiceAsync(host);
        await Writes.WriteAsync(host, Writes.Post("payment", "Payment", Settle(host, 10m, Marker, ("Invoice", invoice.DestinationId, 10m)), counts: false));
        Intent change = Plan(host, Writes.Post("sale", "Invoice", Form(host, amount: 11m), 11m, invoice));
        (await host.SendAsync(change, Token)).Targets.Single().Failure!.Kind.Should().Be(FailureKind.Stale, "trap 35");
        WrittenDocument now = (await host.Destination.LookUpAsync(host.Books, change, Token)).Targets.Single().Written!;
        now.Version.Should().NotBe(invoice.Version);
        now.Fingerprint.Should().Be(invoice.Fingerprint);
    }

    [Fact]
    public async Task A_payment_without_an_answer_is_found_by_its_day_its_customer_and_its_marker()
    {
        await using Host host = await Host.StartAsync();
        LedgerDocument invoice = await InvoiceAsync(host);
        await Writes.WriteAsync(host, Writes.Post("payment", "Payment", Settle(host, 1m, "woo:us-store/order/1", ("Invoice", invoice.DestinationId, 1m)), 1m));
        Intent intent = Plan(host, Writes.Post("payment", "Payment", Settle(host, 9m, Marker, ("Invoice", invoice.DestinationId, 9m)), 9m));
        (await host.Destination.LookUpAsync(host.Books, intent, Token)).Targets.Single().Written.Should().BeNull("the other payment is of another order");
        host.Simulator.Faults.OnCall(1, Fault.CommitThenDrop());
        (await host.SendAsync(intent, Token)).Failure!.Kind.Should().Be(FailureKind.Uncertain);
        (await host.Destination.LookUpAsync(host.Books, intent, Token)).Targets.Single().Written!.Total.Should().Be(9m);
        host.Simulator.Requests.Last(request => request.Path.EndsWith("/query", StringComparison.Ordinal)).BodyText
            .Should().Contain("from Payment where TxnDate = '2026-11-20' and CustomerRef = ").And.NotContain("DocNumber");
    }

    [Fact]
    public async Task A_busy_days_payment_is_found_on_a_later_page()
    {
        await using Host host = await Host.StartAsync();
        string customer = Customer(host);
        for (int i = 0; i < 1001; i++)
        {
            host.Company.Add("Payment", $$"""{"TxnDate":"2026-11-20","CustomerRef":{"value":"{{customer}}"},"TotalAmt":1,"PrivateNote":"{{(i == 1000 ? Marker : "by hand")}}"}""");
        }

        Intent intent = Plan(host, Writes.Post("payment", "Payment", Settle(host, 1m, Marker), 1m));
        (await host.Destination.LookUpAsync(host.Books, intent, Token)).Targets.Single().Written.Should().NotBeNull();
    }

    [Theory]
    [InlineData("Invoice")]
    [InlineData("CreditMemo")]
    [InlineData("RefundReceipt")]
    public async Task A_number_taken_by_the_document_itself_is_adopted_whatever_its_kind_trap_12(string kind)
    {
        await using Host host = await Host.StartAsync(configure: options => options.RequestIdRetention = TimeSpan.Zero);
        string json = Form(host);
        if (kind == "RefundReceipt")
        {
            json = json.Replace("{\"DocNumber\"", $$"""{"DepositToAccountRef":{"value":"{{host.Company.AccountId("Checking")}}"},"DocNumber" """.TrimEnd(), StringComparison.Ordinal);
        }

        Intent intent = Plan(host, Writes.Post("k", kind, json, kind == "Invoice" ? 10m : -10m));
        string id = (await host.SendAsync(intent, Token)).Targets.Single().Written!.Id;
        host.Time.Advance(TimeSpan.FromSeconds(1));
        (await host.SendAsync(intent, Token)).Targets.Single().Written!.Id.Should().Be(id);
        host.Company.Count(kind).Should().Be(1);
    }

    [Fact]
    public async Task What_was_to_be_voided_and_is_gone_is_voided_and_what_was_to_be_changed_is_stale()
    {
        await using Host host = await Host.StartAsync();
        LedgerDocument invoice = await InvoiceAsync(host);
        host.Company.Delete("Invoice", invoice.DestinationId);
        Intent change = Plan(host, Writes.Post("sale", "Invoice", Form(host, amount: 11m), 11m, invoice));
        (await host.SendAsync(change, Token)).Targets.Single().Failure!.Kind.Should().Be(FailureKind.Stale);
        (await host.Destination.LookUpAsync(host.Books, change, Token)).Targets.Single().Written.Should().BeNull();

        Intent undo = Plan(host, Writes.Void(invoice));
        TargetAnswer gone = (await host.SendAsync(undo, Token)).Targets.Single();
        (gone.Written!.Id, gone.Written.IsVoided, gone.Written.Total).Should().Be((invoice.DestinationId, true, 0m));
        (await host.Destination.LookUpAsync(host.Books, undo, Token)).Targets.Single().Written!.IsVoided.Should().BeTrue();
    }

    [Fact]
    public async Task A_deposit_is_deleted_since_it_cannot_be_voided()
    {
        await using Host host = await Host.StartAsync();
        LedgerDocument sale = (await host.PostAsync(Shop.Order())).Single();
        string json = $$"""{"TxnDate":"2026-11-21","DepositToAccountRef":{"value":"{{host.Company.AccountId("Checking")}}"},"PrivateNote":"{{Marker}}","Line":[{"Amount":39.80,"LinkedTxn":[{"TxnId":"{{sale.DestinationId}}","TxnType":"SalesReceipt","TxnLineId":"0"}]}]}""";
        DocumentWrite<QuickBooksDocument> write = Writes.Post("deposit", "Deposit", json, 39.80m, counts: false);
        Intent lost = Plan(host, write);
        host.Simulator.Faults.OnCall(1, Fault.CommitThenDrop());
        await host.SendAsync(lost, Token);
        WrittenDocument found = (await host.Destination.LookUpAsync(host.Books, lost, Token)).Targets.Single().Written!;
        found.Total.Should().Be(39.80m);

        LedgerDocument deposit = lost.Targets.Single().Document! with { DestinationId = found.Id, Version = found.Version };
        LedgerDocument undone = await Writes.WriteAsync(host, Writes.Void(deposit));
        undone.Total.Should().Be(0);
        host.Company.Count("Deposit").Should().Be(0);
        (await host.Destination.LookUpAsync(host.Books, Plan(host, Writes.Void(deposit)), Token)).Targets.Single().Written!.IsVoided
            .Should().BeTrue("what is deleted cannot be found, and that is how it shows");
    }

    [Fact]
    public async Task A_memo_a_payment_number_and_an_address_that_an_order_lost_leave_the_books()
    {
        await using Host host = await Host.StartAsync();
        Order order = Shop.Order() with
        {
            CustomerNote = "Leave it with the neighbour", ShippingAddress = new Address { Line1 = "2 Side St", Line2 = "Back door", City = "Reno", Country = "US" },
        };
        LedgerDocument sale = (await host.PostAsync(order)).Single();
        JsonElement before = JsonDocument.Parse(host.Company.Find("SalesReceipt", sale.DestinationId)!).RootElement;
        before.GetProperty("PaymentRefNum").GetString().Should().Be("ch_1");
        Order less = order with { CustomerNote = "", Payment = order.Payment with { TransactionId = "" }, ShippingAddress = order.ShippingAddress! with { Line2 = "" } };
        await host.PostAsync(less, sale);

        JsonElement after = JsonDocument.Parse(host.Company.Find("SalesReceipt", sale.DestinationId)!).RootElement;
        after.GetProperty("CustomerMemo").GetProperty("value").GetString().Should().BeEmpty();
        after.TryGetProperty("PaymentRefNum", out _).Should().BeFalse();
        after.GetProperty("ShipAddr").GetProperty("Line2").GetString().Should().BeEmpty();
        after.GetProperty("ShipAddr").GetProperty("Line1").GetString().Should().Be("2 Side St");
    }

    [Fact]
    public async Task Documents_that_need_each_other_never_share_a_call_whatever_order_a_batch_runs_in_trap_51()
    {
        await using Host host = await Host.StartAsync(configure: options => options.ShuffleBatch = true);
        Order order = Shop.Order(tax: 3.29m) with { Refunds = [Shop.Refund("17", 10m), Shop.Refund("18", 5m)] };
        IReadOnlyList<LedgerDocument> posted = [];
        TransformResult<QuickBooksDocument> result;
        int rounds = 0;
        do
        {
            result = await host.TransformAsync(order, [.. posted]);
            foreach (Intent intent in host.Plan(order, result, [.. posted]))
            {
                bool makesSale = intent.Targets.Any(target => target.Document is { Key: "sale", DestinationId: "" });
                (makesSale && intent.Targets.Count > 1).Should().BeFalse("nothing else of an order is written in the call that makes its sale");
                HashSet<string> linked = [.. Links(Writes.Sent(intent))];
                linked.Should().BeSubsetOf(posted.Select(document => document.DestinationId), "a link names what is there already");
            }

            posted = await host.PostAsync(order, [.. posted]);
        }
        while (result.MoreFollows && ++rounds < 10);

        rounds.Should().BeLessThan(10);
        posted.Where(document => document.CountsTowardsTotal).Sum(document => document.Total).Should().Be(order.Total - 15m);
    }

    private static IEnumerable<string> Links(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Links),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => member.Name == "TxnId" ? [member.Value.GetString()!] : Links(member.Value)),
        _ => [],
    };
}

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

public class PostingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_order_becomes_a_sales_receipt_that_agrees_to_the_cent()
    {
        await using Host host = await Host.StartAsync();
        IReadOnlyList<LedgerDocument> posted = await host.PostAsync(Shop.Order(tax: 3.29m));

        Testing.QuickBooks.BookedDocument booked = host.Company.Documents("SalesReceipt").Single();
        booked.DocNumber.Should().Be("1042");
        booked.TotalAmt.Should().Be(43.09m);
        posted.Single().DestinationId.Should().Be(booked.Id);
        host.Company.Find("SalesReceipt", booked.Id).Should().Contain("woo:us-store/order/1042");
    }

    [Fact]
    public async Task Further_orders_of_known_customers_and_items_cost_no_read()
    {
        await using Host host = await Host.StartAsync();
        await host.PostAsync(Shop.Order());
        int reads = host.Company.MeteredReads;
        int calls = host.Simulator.Calls;
        await host.PostAsync(Shop.Order("1043"));

        host.Company.MeteredReads.Should().Be(reads);
        host.Simulator.Calls.Should().Be(calls + 1);
        host.Customers.Should().Equal("Ana Diaz");
        host.Items.Should().Equal("T-Shirt M");
    }

    [Fact]
    public async Task Thirty_orders_go_out_in_one_call_and_are_matched_by_name_though_answers_are_shuffled()
    {
        await using Host host = await Host.StartAsync();
        await host.PostAsync(Shop.Order("1"));
        List<DocumentWrite<QuickBooksDocument>> writes = [];
        for (int i = 0; i < 31; i++)
        {
            Order order = Shop.Order((2000 + i).ToString(System.Globalization.CultureInfo.InvariantCulture), price: 10 + i, quantity: 1);
            writes.Add(Host.Write(order, (await host.TransformAsync(order)).Drafts.Single()));
        }

        IReadOnlyList<Intent> intents = host.Destination.Plan(host.Books, writes, Shop.Now);
        intents.Select(intent => intent.Targets.Count).Should().Equal(30, 1);
        WriteAnswer answer = await host.SendAsync(intents[0], Token);

        answer.Targets.Should().HaveCount(30);
        foreach ((TargetAnswer target, IntentTarget sent) in answer.Targets.Zip(intents[0].Targets))
        {
            target.TargetId.Should().Be(sent.Id);
            target.Written!.Total.Should().Be(sent.Document!.Total);
        }
    }

    [Fact]
    public async Task Refunds_follow_the_sale_as_negative_refund_receipts()
    {
        await using Host host = await Host.StartAsync();
        Order order = Shop.Order(tax: 3.29m) with { Refunds = [Shop.Refund("17", 10m), Shop.Refund("18", 5m, tax: 0.41m)] };
        TransformResult<QuickBooksDocument> first = await host.TransformAsync(order);
        first.MoreFollows.Should().BeTrue();
        first.Drafts.Select(draft => draft.Key).Should().Equal("sale");

        IReadOnlyList<LedgerDocument> posted = await host.PostAsync(order);
        TransformResult<QuickBooksDocument> second = await host.TransformAsync(order, [.. posted]);
        second.MoreFollows.Should().BeFalse();
        second.Total.Amount.Should().Be(28.09m);
        second.Drafts.Sum(draft => draft.Total).Should().Be(second.Total.Amount);

        await host.PostAsync(order, [.. posted]);
        host.Company.Documents("RefundReceipt").Select(document => (document.DocNumber, document.TotalAmt))
            .Should().BeEquivalentTo([("1042-R17", 10m), ("1042-R18", 5m)]);
    }

    [Fact]
    public async Task A_changed_order_changes_its_receipt_and_keeps_its_number()
    {
        await using Host host = await Host.StartAsync();
        IReadOnlyList<LedgerDocument> posted = await host.PostAsync(Shop.Order());
        IReadOnlyList<LedgerDocument> changed = await host.PostAsync(Shop.Order(quantity: 3), [.. posted]);

        Testing.QuickBooks.BookedDocument booked = host.Company.Documents("SalesReceipt").Single();
        booked.TotalAmt.Should().Be(59.70m);
        booked.DocNumber.Should().Be("1042");
        changed.Single().Generation.Should().Be(2);
    }

    [Fact]
    public async Task A_cancelled_order_is_voided_and_a_restored_one_is_posted_anew_under_a_number_of_its_own()
    {
        await using Host host = await Host.StartAsync();
        LedgerDocument sale = (await host.PostAsync(Shop.Order())).Single();
        Order cancelled = Shop.Order() with { Status = "cancelled" };
        TransformResult<QuickBooksDocument> skip = await host.TransformAsync(cancelled, sale);
        skip.SkipRule.Should().Be("status-cancelled");
        Intent voiding = host.Plan(cancelled, skip, sale).Single();
        WriteAnswer answer = await host.SendAsync(voiding, Token);

        answer.Targets.Single().Written!.IsVoided.Should().BeTrue();
        answer.Targets.Single().Written!.Total.Should().Be(0);
        DocumentDraft<QuickBooksDocument> again = (await host.TransformAsync(Shop.Order())).Drafts.Single();
        Intent anew = host.Destination.Plan(host.Books, [Host.Write(Shop.Order(), again, first: 3)], Shop.Now).Single();
        WriteAnswer restored = await host.SendAsync(anew, Token);
        restored.Targets.Single().Written!.Total.Should().Be(39.80m);
        anew.RequestId.Should().NotBe(sale.RequestId);
        host.Company.Documents("SalesReceipt").Select(document => document.DocNumber).Should().BeEquivalentTo("1042", "1042-3");
    }

    [Fact]
    public async Task A_lost_answer_is_uncertain_and_the_look_up_finds_the_document()
    {
        await using Host host = await Host.StartAsync();
        await host.PostAsync(Shop.Order("1"));
        Order order = Shop.Order();
        Intent intent = host.Plan(order, await host.TransformAsync(order)).Single();
        host.Simulator.Faults.OnCall(1, Fault.CommitThenDrop());

        WriteAnswer lost = await host.SendAsync(intent, Token);
        lost.Failure!.Kind.Should().Be(FailureKind.Uncertain);
        WriteAnswer found = await host.Destination.LookUpAsync(host.Books, intent, Token);
        found.Targets.Single().Written!.Total.Should().Be(39.80m);
        WriteAnswer resent = await host.SendAsync(intent, Token);
        resent.Targets.Single().Written!.Id.Should().Be(found.Targets.Single().Written!.Id);
        host.Company.Count("SalesReceipt").Should().Be(2);
    }

    [Fact]
    public async Task A_look_up_finds_nothing_when_nothing_was_written()
    {
        await using Host host = await Host.StartAsync();
        Order order = Shop.Order();
        Intent intent = host.Plan(order, await host.TransformAsync(order)).Single();

        TargetAnswer found = (await host.Destination.LookUpAsync(host.Books, intent, Token)).Targets.Single();
        found.Written.Should().BeNull();
        found.Failure.Should().BeNull();
    }

    [Fact]
    public async Task A_look_up_works_without_numbers()
    {
        await using Host host = await Host.StartAsync(new CompanyOptions { TaxEngine = TaxEngine.Automated, CustomTxnNumbers = false });
        await host.PostAsync(Shop.Order("1"));
        Order order = Shop.Order();
        Intent intent = host.Plan(order, await host.TransformAsync(order)).Single();
        System.Text.Encoding.UTF8.GetString(intent.Content.Span).Should().NotContain("DocNumber");
        host.Simulator.Faults.OnCall(1, Fault.CommitThenFail(503));

        (await host.SendAsync(intent, Token)).Failure!.Kind.Should().Be(FailureKind.Uncertain);
        WriteAnswer found = await host.Destination.LookUpAsync(host.Books, intent, Token);
        found.Targets.Single().Written!.Total.Should().Be(39.80m);
        host.Company.Documents("SalesReceipt").Should().Contain(document => document.Id == found.Targets.Single().Written!.Id);
    }

    [Fact]
    public async Task A_number_taken_by_the_document_itself_is_adopted_and_one_taken_by_another_is_refused()
    {
        await using Host host = await Host.StartAsync(configure: options => options.RequestIdRetention = TimeSpan.Zero);
        Order order = Shop.Order();
        Intent intent = host.Plan(order, await host.TransformAsync(order)).Single();
        string id = (await host.SendAsync(intent, Token)).Targets.Single().Written!.Id;
        host.Time.Advance(TimeSpan.FromSeconds(1));
        (await host.SendAsync(intent, Token)).Targets.Single().Written!.Id.Should().Be(id);

        host.Company.Edit("SalesReceipt", id, document => document["PrivateNote"] = "by hand");
        TargetAnswer refused = (await host.SendAsync(intent, Token)).Targets.Single();
        refused.Failure!.Kind.Should().Be(FailureKind.Permanent);
        refused.Failure.Code.Should().Be("quickbooks.number-taken");
    }

    [Fact]
    public async Task A_stale_version_says_so_and_the_look_up_has_the_new_one()
    {
        await using Host host = await Host.StartAsync();
        LedgerDocument sale = (await host.PostAsync(Shop.Order())).Single();
        host.Company.Edit("SalesReceipt", sale.DestinationId, document => document["CustomerMemo"] = null);
        Order order = Shop.Order(quantity: 3);
        Intent intent = host.Plan(order, await host.TransformAsync(order, sale), sale).Single();

        (await host.SendAsync(intent, Token)).Targets.Single().Failure!.Kind.Should().Be(FailureKind.Stale);
        WrittenDocument now = (await host.Destination.LookUpAsync(host.Books, intent, Token)).Targets.Single().Written!;
        now.Version.Should().NotBe(sale.Version);
        now.Total.Should().Be(39.80m);
    }

    [Fact]
    public async Task The_books_are_listed_with_their_markers()
    {
        await using Host host = await Host.StartAsync();
        Order order = Shop.Order() with { Refunds = [Shop.Refund("17", 10m)] };
        await host.PostAsync(order, [.. await host.PostAsync(order)]);

        List<SyncKit.Delivery.BookedDocument> listed = [];
        await foreach (var part in ((IBooks)host.Destination).ListAsync(host.Books, Token))
        {
            listed.AddRange(part);
        }

        listed.Select(document => (document.Kind, document.Number, document.Total, document.Marker)).Should().BeEquivalentTo(
        [
            ("SalesReceipt", "1042", 39.80m, "woo:us-store/order/1042"),
            ("RefundReceipt", "1042-R17", -10m, "woo:us-store/order/1042/refund/17"),
        ]);
    }

    [Fact]
    public async Task What_one_owner_used_of_the_limits_is_known_to_the_next()
    {
        await using Host host = await Host.StartAsync();
        await host.PostAsync(Shop.Order());
        string budget = host.Destination.ExportBudget(host.Books, [])!;
        budget.Should().Contain("batch=");
        await using Host next = await Host.StartAsync();
        next.Destination.ImportBudget(host.Books, budget);
        next.Destination.ExportBudget(host.Books, []).Should().Be(budget);
    }
}

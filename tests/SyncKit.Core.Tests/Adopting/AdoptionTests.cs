using SyncKit.Adopting;
using SyncKit.Connections;
using SyncKit.Core.Tests.World;
using SyncKit.Discovery;
using SyncKit.Ledger;

namespace SyncKit.Core.Tests.Adopting;

public sealed class AdoptionTests
{
    private static readonly DateOnly Day = new(2026, 1, 1);

    private readonly Scene scene = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static ConnectionId Lane => Scene.Lane(Scene.Acme);

    private static AdoptionRequest Request => new() { Flow = Scene.Flow, Source = Scene.Source(Scene.Acme) };

    [Fact]
    public async Task A_report_says_what_matched_and_how_and_writes_nothing()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(5);
        Put("Sale", 11m, marker: $"{Scene.Record("1")}:sale");
        Put("OldSale", 12m, number: "WC-2", date: Day.AddDays(20), tax: 0.99m);
        Put("Sale", 13m, email: " ANN@example.com", date: Day.AddDays(2));
        Put("Sale", 99m, number: "4", date: Day);

        AdoptionReport report = await host.Adoption.PlanAsync(Request, Cancel);

        (report.Records, report.Certain, report.Likely, report.Ambiguous, report.Conflicts, report.NotFound, report.TaxDifferences)
            .Should().Be((5, 2, 1, 0, 1, 1, 1));
        report.ToString().Split('\n').Should().Equal(
            "acme/shop/main in acme/books/main: 5 records; 0 documents linked before, 2 certain, 1 likely, 0 ambiguous, 1 in conflict, 1 not found; "
                + "1 with another tax; 0 records found in part; 0 not read.",
            "Certain order 1 'sale' over 11.00 USD: Sale d1 by its mark.",
            "Certain order 2 'sale' over 12.00 USD: OldSale d2 no. WC-2 of 2026-01-21 by number, total and currency. Its tax is 0.99 USD, the shop's is 1.00 USD.",
            "Likely order 3 'sale' over 13.00 USD: Sale d3 of 2026-01-03 by total, currency, date and customer.",
            "Conflict order 4 'sale' over 14.00 USD: Sale d4 no. 4 of 2026-01-01 is over 99.00 USD, the shop says 14.00 USD. "
                + "Correct one of the two before the first sync, which writes it anew otherwise.",
            "NotFound order 5 'sale' over 15.00 USD: the books hold nothing like it; a sync writes it.");
        scene.Books.Calls.Should().BeEmpty();
        (await DocumentsAsync(host)).Should().BeEmpty();
        (await host.Ledger.CountAsync(Scene.Acme, Scene.Flow, Cancel)).Should().Be(FlowCounts.Zero);
        (await host.State.FindPositionAsync(new StreamId(Scene.Source(Scene.Acme), "order"), Cancel)).Should().BeNull();
    }

    [Fact]
    public async Task Applying_links_what_is_certain_and_a_sync_then_writes_the_rest_alone()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(4);
        BookDocument first = Put("Sale", 11m, number: "1", date: Day.AddDays(1), tax: 0.97m);
        Put("Sale", 12m, email: "ann@example.com", date: Day);
        AdoptionReport report = await host.Adoption.PlanAsync(Request, Cancel);

        (await host.Adoption.ApplyAsync(report, cancellationToken: Cancel)).Should().Be(new AdoptionResult(1, 0));

        LedgerDocument link = (await DocumentsAsync(host)).Should().ContainSingle().Subject;
        link.Should().BeEquivalentTo(new
        {
            Scene.Flow,
            Record = Scene.Record("1"),
            Lane,
            Key = "sale",
            Kind = "Sale",
            State = DocumentState.Posted,
            DestinationId = first.Id,
            Version = "0",
            Total = 11m,
            Tax = 0.97m,
            Currency = "USD",
            Date = (DateOnly?)Day.AddDays(1),
            CountsTowardsTotal = true,
            SettingsVersion = 0,
        });
        link.Hash.IsUnknown.Should().BeTrue();
        (await host.Audit.ListAsync(Scene.Acme, 100, Cancel)).Should().ContainSingle(entry => entry.Action == "documents.adopted" && entry.Reason == "1");
        (await host.Adoption.ApplyAsync(report, cancellationToken: Cancel)).Should().Be(new AdoptionResult(0, 1));
        (await host.Adoption.ApplyAsync(report, withLikely: true, Cancel)).Should().Be(new AdoptionResult(1, 1));
        (await DocumentsAsync(host)).Should().HaveCount(2).And.Contain(link);

        await host.SyncAsync(Scene.Acme);
        scene.Books.Of(Lane).Select(document => (document.Total, document.Version)).Should().BeEquivalentTo(
            [(11m, "0"), (12m, "0"), (13m, "0"), (14m, "0")], "only the two that were not there are written, and nothing is changed");
        IReadOnlyList<LedgerDocument> after = await DocumentsAsync(host);
        after.Should().HaveCount(4);
        after.Single(document => document.DestinationId == first.Id).Should().BeEquivalentTo(
            new { Record = Scene.Record("1"), State = DocumentState.Posted, Total = 11m, Version = "0", Generation = 1 });
        FlowCounts counts = await host.Ledger.CountAsync(Scene.Acme, Scene.Flow, Cancel);
        counts.AreConserved.Should().BeTrue();
        (counts.Dead, counts.Waiting).Should().Be((0, 0));
        (await host.Adoption.PlanAsync(Request, Cancel)).Should().BeEquivalentTo(new { AlreadyLinked = 4, Entries = Array.Empty<AdoptionEntry>() });
    }

    [Fact]
    public async Task A_plan_leaves_adopted_documents_as_they_are()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(2);
        Put("Sale", 11m, number: "1", date: Day, tax: 0.5m);
        await AdoptAsync(host);

        var plan = await host.Planner.PlanAsync(Scene.Acme, Scene.Flow, new SyncOptions(), Cancel).ToListAsync(Cancel);

        plan.Select(record => record.Action).Should().Equal(SyncKit.Planning.PlannedAction.Unchanged, SyncKit.Planning.PlannedAction.Create);
        plan[0].Documents.Single().Existing!.Tax.Should().Be(0.5m);
    }

    [Fact]
    public async Task An_adopted_document_is_changed_when_its_order_is()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(1);
        BookDocument there = Put("Sale", 11m, number: "1", date: Day);
        await AdoptAsync(host);
        scene.Shop.Put(new ShopOrder { Id = "1", Total = "12.00" });

        await host.SyncAsync(Scene.Acme);

        scene.Books.Of(Lane).Should().ContainSingle().Which.Should().BeEquivalentTo(new { there.Id, Version = "1", Total = 12m });
    }

    [Fact]
    public async Task An_order_found_in_part_is_linked_in_part_and_the_rest_is_written()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.Put(new ShopOrder { Id = "1", Method = "invoice" });
        BookDocument invoice = Put("Invoice", 9m, number: "1", date: Day, tax: 1m);

        AdoptionReport report = await AdoptAsync(host);

        report.PartlyFound.Should().Be(1);
        await host.SyncAsync(Scene.Acme);
        scene.Books.Of(Lane).Select(document => (document.Kind, document.Version)).Should().Equal(("Invoice", "0"), ("Fee", "0"));
        (await DocumentsAsync(host)).Should().HaveCount(2).And.Contain(document => document.Key == "invoice" && document.DestinationId == invoice.Id);
    }

    [Fact]
    public async Task Documents_of_the_ledger_are_left_alone_and_serve_nobody_else()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(1);
        await host.SyncAsync(Scene.Acme);
        scene.Shop.Put(new ShopOrder { Id = "2", Total = "11.00" });

        AdoptionReport report = await host.Adoption.PlanAsync(Request, Cancel);

        report.AlreadyLinked.Should().Be(1);
        report.Entries.Should().ContainSingle().Which.Finding.Should().Be(AdoptionFinding.NotFound);
    }

    [Fact]
    public async Task A_document_that_was_linked_since_the_report_is_not_linked_twice()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.Put(new ShopOrder { Id = "1", Total = "11.00" });
        Put("Sale", 11m, email: "ann@example.com", date: Day);
        AdoptionReport report = await host.Adoption.PlanAsync(Request, Cancel);
        AdoptionEntry entry = report.Entries.Single();
        AdoptionReport twice = report with { Entries = [entry, entry with { Record = Scene.Record("2") }] };

        (await host.Adoption.ApplyAsync(twice, withLikely: true, Cancel)).Should().Be(new AdoptionResult(1, 1));
    }

    [Fact]
    public async Task Records_that_cannot_be_outlined_are_named_and_their_neighbours_go_on()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.Put(new ShopOrder { Id = "1", Total = "much" });
        scene.Shop.Put(new ShopOrder { Id = "2", Status = "explosive" });
        scene.Shop.Put(new ShopOrder { Id = "3", Status = "pending" });
        scene.Shop.Put(new ShopOrder { Id = "4" });

        AdoptionReport report = await host.Adoption.PlanAsync(Request, Cancel);

        report.Records.Should().Be(4);
        report.Unread.Select(record => (record.Record.Id, record.Failure.Code)).Should().Equal(("1", "record.malformed"), ("2", "transform.failed"));
        report.Entries.Should().ContainSingle();
        report.ToString().Should().Contain("Unread order 1: [record.malformed]").And.NotContain("secret");
    }

    [Fact]
    public async Task A_window_reads_only_what_changed_within()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(5);
        AdoptionRequest request = Request with { Window = new DateRange(Shop.Epoch.AddSeconds(2), Shop.Epoch.AddSeconds(4)) };

        (await host.Adoption.PlanAsync(request, Cancel)).Entries.Select(entry => entry.Record.Id).Should().Equal("2", "3");
    }

    private BookDocument Put(
        string kind, decimal total, string number = "", string marker = "", string email = "", DateOnly? date = null, decimal tax = 1m) =>
        scene.Books.PutByHand(Lane, new BookDocument
        {
            Kind = kind, Total = total, Tax = tax, Number = number, Marker = marker, Email = email, Date = date,
        });

    private static async Task<AdoptionReport> AdoptAsync(Host host)
    {
        AdoptionReport report = await host.Adoption.PlanAsync(Request, Cancel);
        await host.Adoption.ApplyAsync(report, withLikely: true, Cancel);
        return report;
    }

    private static async Task<IReadOnlyList<LedgerDocument>> DocumentsAsync(Host host) =>
        (await host.Ledger.ListDocumentsAsync(Scene.Acme, new LedgerQuery { Flow = Scene.Flow }, Cancel)).Rows;
}

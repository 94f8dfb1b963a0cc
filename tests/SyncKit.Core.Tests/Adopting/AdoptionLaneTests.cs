using SyncKit.Adopting;
using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Core.Tests.World;
using SyncKit.Credentials;
using SyncKit.Delivery;
using SyncKit.Faults;
using SyncKit.Lanes;
using SyncKit.Ledger;
using SyncKit.Transforming;

namespace SyncKit.Core.Tests.Adopting;

/// <summary>Adoption works as the lane's owner, and says what it cannot do.</summary>
public sealed class AdoptionLaneTests
{
    private readonly Scene scene = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static ConnectionId Lane => Scene.Lane(Scene.Acme);

    private static AdoptionRequest Request => new() { Flow = Scene.Flow, Source = Scene.Source(Scene.Acme) };

    [Fact]
    public async Task Nothing_is_linked_while_another_works_on_the_lane()
    {
        await using Host host = await scene.StartConnectedAsync();
        AdoptionReport report = await ReportAsync(host);
        LaneLease other = (await host.Lanes.AcquireLaneAsync(Lane, "another", TimeSpan.FromHours(1), Cancel))!;

        Task<AdoptionResult> applying = scene.Time.DriveAsync(host.Adoption.ApplyAsync(report, cancellationToken: Cancel));

        await FluentActions.Awaiting(() => applying).Should().ThrowAsync<TimeoutException>().WithMessage("*acme/books/main*nothing was linked*");
        (await host.Ledger.ListDocumentsAsync(Scene.Acme, new LedgerQuery { Flow = Scene.Flow }, Cancel)).Rows.Should().BeEmpty();
        await host.Lanes.ReleaseAsync(other, new LaneRelease(), Cancel);
        (await host.Adoption.ApplyAsync(report, cancellationToken: Cancel)).Linked.Should().Be(1);
    }

    [Fact]
    public async Task An_owner_that_lost_the_lane_links_nothing_and_says_so()
    {
        await using Host host = await scene.StartConnectedAsync();
        AdoptionReport report = await ReportAsync(host);
        AdoptionLinking linking = new(
            host.Lanes, host.Ledger, new SyncKit.Flows.FlowCatalog([]), leaseLife: TimeSpan.Zero, scene.Time);

        await FluentActions.Awaiting(() => scene.Time.DriveAsync(linking.RunAsync(report, report.Entries, Cancel)))
            .Should().ThrowAsync<InvalidOperationException>().WithMessage("*Apply the report again.");
        (await host.Ledger.ListDocumentsAsync(Scene.Acme, new LedgerQuery { Flow = Scene.Flow }, Cancel)).Rows.Should().BeEmpty();
    }

    [Fact]
    public async Task The_lane_is_given_back()
    {
        await using Host host = await scene.StartConnectedAsync();
        await host.Adoption.ApplyAsync(await ReportAsync(host), cancellationToken: Cancel);

        (await host.Lanes.AcquireLaneAsync(Lane, "another", TimeSpan.FromMinutes(1), Cancel)).Should().NotBeNull();
    }

    [Fact]
    public async Task A_record_whose_write_is_uncertain_is_left_to_its_recovery()
    {
        await using Host host = await scene.StartConnectedAsync();
        scene.Shop.PutMany(1);
        scene.Books.OnSend = (_, intent) => intent.Targets[0].Document is null ? null : Failing.LosesAnswer;
        await host.DiscoverAsync(Scene.Acme);
        await host.DrainAsync(TimeSpan.Zero);
        AdoptionReport report = await host.Adoption.PlanAsync(Request, Cancel);
        report.Certain.Should().Be(1, "it is in the books, with its mark, and not in the ledger");

        AdoptionResult result = await scene.Time.DriveAsync(host.Adoption.ApplyAsync(report, cancellationToken: Cancel));

        result.Should().Be(new AdoptionResult(0, 1));
        scene.Books.OnSend = null;
        await host.DrainAsync();
        await scene.ShouldAgreeAsync(host);
    }

    [Fact]
    public async Task Documents_are_adopted_before_the_flow_is_switched_on()
    {
        await using Host host = scene.Start();
        await host.Setup.ConnectAsync(Scene.Source(Scene.Acme), "{}", CredentialSet.Of(("secret", "s3cret")), Cancel);
        await host.Setup.ConnectAsync(Lane, "{}", CredentialSet.Of(("token", "t0ken")), Cancel);
        await FluentActions.Awaiting(() => ReportAsync(host)).Should().ThrowAsync<ArgumentException>().WithMessage("*name the books in Destination*");

        AdoptionReport report = await host.Adoption.PlanAsync(Request with { Destination = Lane }, Cancel);
        (await host.Adoption.ApplyAsync(report, cancellationToken: Cancel)).Linked.Should().Be(1);
        await host.Setup.SwitchOnAsync(Scene.Flow, Scene.Source(Scene.Acme), Lane, Cancel);
        await host.SyncAsync(Scene.Acme);
        scene.Books.Calls.Should().NotContain(call => call.Content.Contains("\"Sale\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_request_that_fits_nothing_is_refused_with_a_sentence()
    {
        await using Host host = await scene.StartConnectedAsync();
        AdoptionRequest[] wrong =
        [
            Request with { Flow = "nothing" },
            Request with { NumberDays = -1 },
            Request with { Destination = new ConnectionId(Scene.Acme, "books", "other") },
            Request with { Destination = Scene.Lane(new TenantId("other")) },
            Request with { Source = new ConnectionId(Scene.Acme, "books", "main"), Destination = Lane },
        ];
        foreach (AdoptionRequest request in wrong)
        {
            await FluentActions.Awaiting(() => host.Adoption.PlanAsync(request, Cancel)).Should().ThrowAsync<ArgumentException>();
        }
    }

    [Fact]
    public async Task A_flow_whose_transformer_outlines_nothing_cannot_adopt()
    {
        await using Host host = scene.Start(extend: builder => builder
            .AddDestination<BookDocument, BooksDestination>("mute")
            .AddTransformer<Order, BookDocument, Mute>("mute")
            .AddFlow<Order>("mute", flow => flow.From("shop").To("mute")));
        AdoptionRequest request = Request with { Flow = "mute", Destination = new ConnectionId(Scene.Acme, "mute", "main") };

        await FluentActions.Awaiting(() => host.Adoption.PlanAsync(request, Cancel))
            .Should().ThrowAsync<NotSupportedException>().WithMessage("*'mute'*does not outline*");
    }

    private async Task<AdoptionReport> ReportAsync(Host host)
    {
        scene.Shop.PutMany(1);
        scene.Books.PutByHand(Lane, new BookDocument { Kind = "Sale", Total = 11m, Tax = 1m, Number = "1", Date = new DateOnly(2026, 1, 1) });
        return await host.Adoption.PlanAsync(Request, Cancel);
    }

    private sealed class Mute : ITransformer<Order, BookDocument>
    {
        public IReadOnlyCollection<Reference> References(Order record, TransformContext context) => [];

        public TransformResult<BookDocument> Transform(Order record, TransformContext context) =>
            TransformResult<BookDocument>.Skip("mute", "It says nothing.");

        public TransformResult<BookDocument> TransformDeleted(TransformContext context) => TransformResult<BookDocument>.Skip("mute", "It says nothing.");
    }
}

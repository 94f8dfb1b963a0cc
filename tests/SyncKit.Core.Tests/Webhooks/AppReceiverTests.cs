using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SyncKit.Connections;
using SyncKit.Core.Tests.World;
using SyncKit.Ledger;
using SyncKit.Reconciling;
using SyncKit.Webhooks;

namespace SyncKit.Core.Tests.Webhooks;

public sealed class AppReceiverTests
{
    private static readonly TenantId Other = new("other");

    private readonly Scene scene = new();

    public AppReceiverTests() => scene.Books.GivesFingerprints = true;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static ConnectionId Lane => Scene.Lane(Scene.Acme);

    [Fact]
    public async Task Many_edits_are_one_look_at_the_books_of_their_company_a_moment_later()
    {
        await using Host host = await StartAsync();
        LedgerDocument written = await WriteAsync(host, Scene.Acme);
        await WriteAsync(host, Other);
        await LookedAsync(host);
        scene.Books.ChangesAsked.Clear();
        scene.Time.Advance(TimeSpan.FromMinutes(1));
        scene.Books.ChangeByHand(Lane, written.DestinationId, total: 99m);

        for (int i = 0; i < 50; i++)
        {
            (await ReceiveAsync(host, Edit(written, $"e{i}"))).Should().Be(WebhookVerdict.Accepted);
        }

        (await DueAsync(host, Lane)).Should().BeFalse("more events may come");
        scene.Time.Advance(BooksHints.Gathering);
        (await DueAsync(host, Lane)).Should().BeTrue();
        (await DueAsync(host, Scene.Lane(Other))).Should().BeFalse();
        scene.Books.ChangesAsked.Should().BeEmpty();
        await host.Engine.CheckBooksAsync(Scene.Acme, Cancel);
        scene.Books.ChangesAsked.Should().ContainSingle();
        (await host.Ledger.CountAsync(Scene.Acme, Scene.Flow, Cancel)).Dead.Should().Be(1);
        (await DueAsync(host, Lane)).Should().BeFalse();
    }

    [Fact]
    public async Task A_steady_stream_of_edits_does_not_put_the_look_off()
    {
        await using Host host = await StartAsync();
        LedgerDocument written = await WriteAsync(host, Scene.Acme);
        await LookedAsync(host);
        scene.Time.Advance(TimeSpan.FromMinutes(1));
        for (int second = 0; second < 4; second++)
        {
            await ReceiveAsync(host, Edit(written, $"e{second}"));
            scene.Time.Advance(TimeSpan.FromSeconds(1));
        }

        (await DueAsync(host, Lane)).Should().BeTrue();
    }

    [Fact]
    public async Task Replays_echoes_and_documents_of_others_cause_no_look()
    {
        await using Host host = await StartAsync();
        LedgerDocument written = await WriteAsync(host, Scene.Acme);
        await LookedAsync(host);
        scene.Time.Advance(TimeSpan.FromMinutes(1));
        await using Host second = Start();

        (await ReceiveAsync(host, Edit(written, "echo") with { At = written.WrittenAt })).Should().Be(WebhookVerdict.Accepted);
        (await ReceiveAsync(host, Edit(written, "by hand") with { EntityId = "not-ours" })).Should().Be(WebhookVerdict.Accepted);
        (await ReceiveAsync(second, Edit(written, "echo"), Edit(written, "by hand"))).Should().Be(WebhookVerdict.Repeated);
        scene.Time.Advance(TimeSpan.FromMinutes(1));
        (await DueAsync(host, Lane)).Should().BeFalse();
    }

    [Fact]
    public async Task Each_event_goes_to_its_own_company_and_unknown_ones_are_dropped()
    {
        await using Host host = await StartAsync();
        LedgerDocument mine = await WriteAsync(host, Scene.Acme);
        LedgerDocument others = await WriteAsync(host, Other);
        await LookedAsync(host);
        scene.Time.Advance(TimeSpan.FromMinutes(1));

        (await ReceiveAsync(host, Edit(mine, "1") with { AccountId = "stranger" })).Should().Be(WebhookVerdict.Ignored);
        (await ReceiveAsync(host, Edit(mine, "2") with { AccountId = "stranger" }, Edit(others, "3") with { AccountId = Other.Value }))
            .Should().Be(WebhookVerdict.Accepted);
        scene.Time.Advance(BooksHints.Gathering);
        (await DueAsync(host, Lane)).Should().BeFalse();
        (await DueAsync(host, Scene.Lane(Other))).Should().BeTrue();
    }

    [Fact]
    public async Task A_company_that_was_connected_a_moment_ago_is_known()
    {
        await using Host host = await StartAsync();
        LedgerDocument mine = await WriteAsync(host, Scene.Acme);
        (await ReceiveAsync(host, Edit(mine, "1") with { AccountId = "late" })).Should().Be(WebhookVerdict.Ignored);
        await Scene.ConnectAsync(host, new TenantId("late"));
        scene.Time.Advance(TimeSpan.FromSeconds(5));

        (await ReceiveAsync(host, Edit(mine, "1") with { AccountId = "late" })).Should().Be(WebhookVerdict.Accepted);
    }

    [Fact]
    public async Task A_host_in_the_background_looks_because_of_an_event_alone()
    {
        await using Host host = await StartAsync(background: true);
        LedgerDocument written = await WriteAsync(host, Scene.Acme);
        await LookedAsync(host);
        scene.Books.ChangesAsked.Clear();
        scene.Time.Advance(TimeSpan.FromMinutes(1));
        scene.Books.ChangeByHand(Lane, written.DestinationId, total: 99m);
        await host.StartServicesAsync();

        await ReceiveAsync(host, Edit(written, "1"));
        async Task HeldAsync()
        {
            while ((await host.Ledger.CountAsync(Scene.Acme, Scene.Flow, Cancel)).Dead == 0)
            {
                Cancel.ThrowIfCancellationRequested();
                await Task.Yield();
            }
        }

        await scene.Time.DriveAsync(HeldAsync());
        scene.Books.ChangesAsked.Should().ContainSingle();
        await scene.Time.DriveAsync(host.StopServicesAsync());
    }

    [Fact]
    public async Task A_delivery_that_is_not_signed_or_for_nobody_is_forged()
    {
        await using Host host = await StartAsync();
        AppWebhookReceiver receiver = host.Services.GetRequiredService<AppWebhookReceiver>();
        WebhookDelivery unsigned = new(new Dictionary<string, string>(), "[]"u8.ToArray(), scene.Time.GetUtcNow());

        (await receiver.ReceiveAsync("books", unsigned, Cancel)).Should().Be(WebhookVerdict.Forged);
        (await receiver.ReceiveAsync("nothing", unsigned, Cancel)).Should().Be(WebhookVerdict.Forged);
    }

    private AppWebhookEvent Edit(LedgerDocument document, string key) => new()
    {
        AccountId = document.Lane.Tenant.Value,
        Key = key,
        Kind = document.Kind,
        EntityId = document.DestinationId,
        Operation = "Updated",
        At = scene.Time.GetUtcNow(),
    };

    private Task<WebhookVerdict> ReceiveAsync(Host host, params AppWebhookEvent[] events) => host.Services.GetRequiredService<AppWebhookReceiver>().ReceiveAsync(
        "books",
        new WebhookDelivery(new Dictionary<string, string> { ["signed"] = "yes" }, JsonSerializer.SerializeToUtf8Bytes(events), scene.Time.GetUtcNow()),
        Cancel);

    private Task<bool> DueAsync(Host host, ConnectionId lane) =>
        host.Services.GetRequiredService<BooksWatch>().IsDueAsync(lane, scene.Time.GetUtcNow(), Cancel);

    private static async Task LookedAsync(Host host)
    {
        await host.Engine.CheckBooksAsync(Scene.Acme, Cancel);
        await host.Engine.CheckBooksAsync(Other, Cancel);
    }

    private async Task<LedgerDocument> WriteAsync(Host host, TenantId tenant)
    {
        scene.Shops.Of(tenant).Put(new ShopOrder { Id = "1" });
        await host.SyncAsync(tenant);
        LedgerPage<LedgerDocument> page = await host.Ledger.ListDocumentsAsync(tenant, new LedgerQuery { Flow = Scene.Flow }, Cancel);
        return page.Rows.First(document => document.Key == "sale");
    }

    private Host Start(bool background = false) => scene.Start(
        configure: options =>
        {
            options.RunInBackground = background;
            options.LeaseLife = WatchedTime.LongLeaseLife;
            options.BooksCheckInterval = TimeSpan.Zero;
        },
        extend: builder => builder.AddAppWebhookReader<FakeAppWebhooks>("books"));

    private async Task<Host> StartAsync(bool background = false)
    {
        Host host = Start(background);
        await Scene.ConnectAsync(host, Scene.Acme);
        await Scene.ConnectAsync(host, Other);
        return host;
    }
}

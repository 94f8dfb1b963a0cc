using Microsoft.Extensions.DependencyInjection;
using SyncKit.Auditing;
using SyncKit.Connections;
using SyncKit.Core.Tests.World;
using SyncKit.Webhooks;

namespace SyncKit.Core.Tests.Webhooks;

public sealed class EndpointTests
{
    private static readonly Uri Public = new("https://sync.example/webhooks/");

    private readonly Scene scene = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static ConnectionId Source => Scene.Source(Scene.Acme);

    [Fact]
    public async Task An_address_cannot_be_guessed_and_leads_to_its_connection_alone()
    {
        await using Host host = await scene.StartConnectedAsync(tenants: [Scene.Acme, new TenantId("other")]);
        WebhookEndpoint endpoint = await Endpoints(host).CreateAsync(Source, Public, Cancel);
        WebhookEndpoint second = await Endpoints(host).CreateAsync(Source, cancellationToken: Cancel);
        await Endpoints(host).CreateAsync(Scene.Source(new TenantId("other")), cancellationToken: Cancel);

        endpoint.Id.Should().MatchRegex("^[A-Za-z0-9_-]{43}$", "that is 256 random bits").And.NotBe(second.Id);
        endpoint.DeliveryUrl.Should().Be(new Uri($"https://sync.example/webhooks/{endpoint.Id}"));
        (await Endpoints(host).ListAsync(Scene.Acme, Cancel)).Should().BeEquivalentTo([endpoint, second]);
        (await ReceiveAsync(host, endpoint.Id, "1")).Should().Be(WebhookVerdict.Accepted);
        (await ReceiveAsync(host, second.Id, "2")).Should().Be(WebhookVerdict.Accepted);
        (await host.WaitingAsync(Scene.Acme)).Should().Be(2);
        (await host.WaitingAsync(new TenantId("other"))).Should().Be(0);
    }

    [Fact]
    public async Task A_revoked_address_is_forged_at_once_in_every_host_and_another_one_goes_on()
    {
        await using Host host = await scene.StartConnectedAsync();
        await using Host other = scene.Start();
        WebhookEndpoint old = await Endpoints(host).CreateAsync(Source, cancellationToken: Cancel);
        WebhookEndpoint next = await Endpoints(host).CreateAsync(Source, cancellationToken: Cancel);
        (await ReceiveAsync(other, old.Id, "1")).Should().Be(WebhookVerdict.Accepted);

        (await Endpoints(host).RevokeAsync(Source, old.Id, Cancel)).Should().BeTrue();
        (await ReceiveAsync(other, old.Id, "2")).Should().Be(WebhookVerdict.Forged);
        (await ReceiveAsync(other, next.Id, "2")).Should().Be(WebhookVerdict.Accepted);
        (await Endpoints(host).RevokeAsync(Source, old.Id, Cancel)).Should().BeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("app")]
    [InlineData("../../etc/passwd")]
    [InlineData("%00")]
    [InlineData("' OR 1=1 --")]
    public async Task An_address_that_leads_nowhere_is_forged(string id)
    {
        await using Host host = await scene.StartConnectedAsync();
        (await ReceiveAsync(host, id, "1")).Should().Be(WebhookVerdict.Forged);
        (await ReceiveAsync(host, new string('a', 100_000), "1")).Should().Be(WebhookVerdict.Forged);
    }

    [Fact]
    public async Task The_trail_and_the_log_show_who_made_an_address_and_only_its_beginning()
    {
        await using Host host = await scene.StartConnectedAsync();
        WebhookEndpoint endpoint;
        using (Actor.Begin("user:jane"))
        {
            endpoint = await Endpoints(host).CreateAsync(Source, Public, Cancel);
            await Endpoints(host).RevokeAsync(Source, endpoint.Id, Cancel);
        }

        await ReceiveAsync(host, endpoint.Id, "1");
        IReadOnlyList<AuditEntry> entries = await host.Audit.ListAsync(Scene.Acme, 10, Cancel);
        entries.Where(entry => entry.Actor == "user:jane").Select(entry => (entry.Action, entry.Reason)).Should().Equal(
            ("webhooks.endpoint-revoked", $"{endpoint.Id[..6]}…"), ("webhooks.endpoint-created", $"{endpoint.Id[..6]}…"));
        string shown = endpoint.Id[..6];
        host.Log.Lines.Should().Contain(line => line.Text.Contains(shown, StringComparison.Ordinal))
            .And.NotContain(line => line.Text.Contains(endpoint.Id, StringComparison.Ordinal));
        endpoint.ToString().Should().NotContain(endpoint.Id);
    }

    [Fact]
    public async Task A_connection_that_is_not_there_gets_no_address()
    {
        await using Host host = scene.Start();
        await FluentActions.Awaiting(() => Endpoints(host).CreateAsync(Source, cancellationToken: Cancel))
            .Should().ThrowAsync<InvalidOperationException>().WithMessage("*acme/shop/main*Connect it first*");
    }

    private static WebhookEndpoints Endpoints(Host host) => host.Services.GetRequiredService<WebhookEndpoints>();

    private Task<WebhookVerdict> ReceiveAsync(Host host, string endpoint, string order) =>
        host.Webhooks.ReceiveAsync(endpoint, Deliveries.Of(scene.Shop.Put(new ShopOrder { Id = order })), Cancel);
}

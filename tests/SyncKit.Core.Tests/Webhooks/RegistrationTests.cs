using Microsoft.Extensions.DependencyInjection;
using SyncKit.Connections;
using SyncKit.Core.Tests.World;
using SyncKit.Credentials;
using SyncKit.Faults;
using SyncKit.Webhooks;

namespace SyncKit.Core.Tests.Webhooks;

public sealed class RegistrationTests
{
    private static readonly Uri Public = new("https://sync.example/webhooks");

    private readonly Scene scene = new();
    private readonly FakeRegistrar shop = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static ConnectionId Source => Scene.Source(Scene.Acme);

    [Fact]
    public async Task Registering_makes_an_address_and_a_secret_once()
    {
        await using Host host = await StartAsync();
        WebhookRegistration first = await Endpoints(host).RegisterInShopAsync(Source, Public, Cancel);
        CredentialSet secrets = await SecretsAsync(host);
        WebhookRegistration second = await Endpoints(host).RegisterInShopAsync(Source, Public, Cancel);

        first.Repair.Webhooks.Single().Action.Should().Be(WebhookAction.Created);
        second.Endpoint.Should().Be(first.Endpoint);
        shop.Ensured.Should().Equal(first.Endpoint.DeliveryUrl!, first.Endpoint.DeliveryUrl!);
        secrets.Find("webhook_secret")!.Reveal().Should().HaveLength(43);
        secrets.Find("secret")!.Reveal().Should().Be(Deliveries.Secret, "the other secrets stay");
        (await SecretsAsync(host)).Find("webhook_secret")!.Reveal().Should().Be(secrets.Find("webhook_secret")!.Reveal());
    }

    [Fact]
    public async Task A_new_public_address_gets_an_endpoint_of_its_own()
    {
        await using Host host = await StartAsync();
        WebhookRegistration first = await Endpoints(host).RegisterInShopAsync(Source, Public, Cancel);
        WebhookRegistration moved = await Endpoints(host).RegisterInShopAsync(Source, new Uri("https://new.example/hooks"), Cancel);

        moved.Endpoint.Id.Should().NotBe(first.Endpoint.Id);
        (await Endpoints(host).FindAsync(first.Endpoint.Id, Cancel)).Should().NotBeNull("deliveries on their way arrive at the old one");
    }

    [Fact]
    public async Task During_a_rotation_both_secrets_verify_and_the_shop_is_told()
    {
        await using Host host = await StartAsync();
        WebhookRegistration registered = await Endpoints(host).RegisterInShopAsync(Source, Public, Cancel);
        string old = (await SecretsAsync(host)).Find("webhook_secret")!.Reveal();

        await Endpoints(host).RotateSecretAsync(Source, Cancel);
        CredentialSet secrets = await SecretsAsync(host);
        string rotated = secrets.Find("webhook_secret")!.Reveal();
        rotated.Should().NotBe(old);
        secrets.Find("webhook_secret_previous")!.Reveal().Should().Be(old);
        shop.Ensured.Should().HaveCount(2);
        foreach (string signature in new[] { old, rotated })
        {
            WebhookDelivery delivery = Deliveries.Of(scene.Shop.Put(new ShopOrder { Id = "1" }), signature: signature);
            (await host.Webhooks.ReceiveAsync(registered.Endpoint.Id, delivery, Cancel)).Should().Be(WebhookVerdict.Accepted);
        }

        await Endpoints(host).RotateSecretAsync(Source, Cancel);
        WebhookDelivery late = Deliveries.Of(scene.Shop.Put(new ShopOrder { Id = "1" }), signature: old);
        (await host.Webhooks.ReceiveAsync(registered.Endpoint.Id, late, Cancel)).Should().Be(WebhookVerdict.Forged);
    }

    [Fact]
    public async Task A_connector_without_a_registrar_says_so()
    {
        await using Host host = await scene.StartConnectedAsync();
        await FluentActions.Awaiting(() => Endpoints(host).RegisterInShopAsync(Source, Public, Cancel))
            .Should().ThrowAsync<InvalidOperationException>().WithMessage("*by hand*");
    }

    [Fact]
    public async Task What_a_shop_switches_off_is_made_anew_once_an_hour_by_one_host()
    {
        await using Host host = await StartAsync();
        await using Host other = Start();
        await Endpoints(host).RegisterInShopAsync(Source, Public, Cancel);
        await Endpoints(host).CreateAsync(Source, cancellationToken: Cancel);
        shop.Webhook = shop.Webhook! with { IsActive = false };
        shop.Ensured.Clear();

        for (int minute = 0; minute < 90; minute++)
        {
            await Task.WhenAll(new[] { host, other }.Select(each => each.Services.GetRequiredService<WebhookUpkeep>().RunAsync(Cancel)));
            scene.Time.Advance(TimeSpan.FromMinutes(1));
        }

        shop.Ensured.Should().HaveCount(2, "the first and the second hour");
        shop.Webhook!.IsActive.Should().BeTrue();
        (await host.Audit.ListAsync(Scene.Acme, 100, Cancel)).Where(entry => entry.Action == "webhooks.mended").Should().ContainSingle();
    }

    [Fact]
    public async Task A_shop_that_refuses_is_asked_again_later_and_a_disconnected_one_is_not()
    {
        await using Host host = await StartAsync();
        await Endpoints(host).RegisterInShopAsync(Source, Public, Cancel);
        shop.Ensured.Clear();
        shop.Refusal = new Failure(FailureKind.Transient, "shop.down", "The shop is down.", "Wait.");
        WebhookUpkeep upkeep = host.Services.GetRequiredService<WebhookUpkeep>();
        await upkeep.RunAsync(Cancel);
        host.Log.Lines.Should().Contain(line => line.Id == 321 && line.Text.Contains("shop.down", StringComparison.Ordinal));

        scene.Time.Advance(TimeSpan.FromHours(1));
        await host.Connections.MarkAsync(Source, new ConnectionStatus(ConnectionState.NeedsAttention, "x", "y", scene.Time.GetUtcNow()), Cancel);
        await upkeep.RunAsync(Cancel);
        shop.Ensured.Should().ContainSingle();
    }

    private static WebhookEndpoints Endpoints(Host host) => host.Services.GetRequiredService<WebhookEndpoints>();

    private static async Task<CredentialSet> SecretsAsync(Host host) =>
        (await host.Services.GetRequiredService<ICredentialStore>().FindAsync(Source, "test", Cancel))!.Secrets;

    private Host Start() => scene.Start(extend: builder => builder.Services
        .AddKeyedSingleton<IWebhookRegistrar>("shop", shop)
        .AddSingleton<WebhookUpkeep>());

    private async Task<Host> StartAsync()
    {
        Host host = Start();
        await Scene.ConnectAsync(host, Scene.Acme);
        return host;
    }
}

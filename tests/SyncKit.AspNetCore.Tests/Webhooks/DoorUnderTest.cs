using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Ledger;
using SyncKit.Webhooks;
using SyncKit.WooCommerce;

namespace SyncKit.AspNetCore.Tests.Webhooks;

/// <summary>A real host on Kestrel and SQLite that takes webhooks in and does nothing by itself.</summary>
internal sealed class DoorUnderTest : IAsyncDisposable
{
    public const string Secret = "a-webhook-secret";
    public const string VerifierToken = "a-verifier-token";
    public const string Flow = "orders-to-books";

    private readonly WebApplication app;

    private DoorUnderTest(WebApplication app) => this.app = app;

    public static TenantId Acme { get; } = new("acme");

    public static ConnectionId Books => new(Acme, "quickbooks", "books");

    public HttpClient Client { get; } = new();

    public IServiceProvider Services => app.Services;

    public WebhookEndpoints Endpoints => Services.GetRequiredService<WebhookEndpoints>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<DoorUnderTest> StartAsync(
        string file,
        Action<IServiceCollection>? configure = null,
        Action<SyncKitEndpointOptions>? limits = null,
        Action<WebApplication>? use = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.Configure(limits ?? (static _ => { }));
        builder.Services.AddSyncKit(options => options.RunInBackground = false)
            .WithCredentialKeys(static keys => (keys.Active, keys.Keys["k1"]) = ("k1", Convert.ToBase64String(new byte[32])))
            .UseSqlite($"Data Source={file}")
            .AddWooCommerce()
            .AddQuickBooks(static options =>
            {
                options.ClientId = "id";
                options.ClientSecret = "secret";
                options.WebhookVerifierToken = VerifierToken;
            })
            .AddFlow<Order>(Flow, static flow => flow.From("woocommerce").To("quickbooks"));
        configure?.Invoke(builder.Services);
        WebApplication app = builder.Build();
        use?.Invoke(app);
        app.MapSyncKitWebhooks();
        await app.StartAsync(Cancel);
        return new DoorUnderTest(app);
    }

    /// <summary>Connects a shop whose orders go to the books.</summary>
    public async Task<ConnectionId> ConnectShopAsync(string name = "shop", string secret = Secret)
    {
        ConnectionSetup setup = Services.GetRequiredService<ConnectionSetup>();
        ConnectionId shop = new(Acme, "woocommerce", name);
        await setup.ConnectAsync(shop, """{"storeUrl":"https://127.0.0.1:9"}""", CredentialSet.Of((WooCommerceCredentials.WebhookSecret, secret)), Cancel);
        await setup.ConnectAsync(Books, """{"realmId":"9341455"}""", CredentialSet.Of(("refresh_token", "r")), Cancel);
        await setup.SwitchOnAsync(Flow, shop, Books, Cancel);
        return shop;
    }

    /// <summary>Connects a shop and makes an address for it.</summary>
    public async Task<Uri> OpenAsync(string name = "shop", string secret = Secret) =>
        UriOf((await Endpoints.CreateAsync(await ConnectShopAsync(name, secret), cancellationToken: Cancel)).Id);

    public Uri UriOf(string endpoint) => new(
        new Uri(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()), $"webhooks/{endpoint}");

    public Task<FlowCounts> CountAsync() => Services.GetRequiredService<ILedger>().CountAsync(Acme, Flow, Cancel);

    public async Task<HttpResponseMessage> PostAsync(
        Uri address, byte[] body, string? signature, string? contentType = "application/json", string topic = "order.updated", bool chunked = false)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, address)
        {
            Content = chunked ? new StreamContent(new MemoryStream(body)) : new ByteArrayContent(body),
        };
        request.Headers.TransferEncodingChunked = chunked;
        request.Content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation("X-WC-Webhook-Signature", signature);
            request.Headers.TryAddWithoutValidation("intuit-signature", signature);
        }

        request.Headers.TryAddWithoutValidation("X-WC-Webhook-Topic", topic);
        return await Client.SendAsync(request, Cancel);
    }

    public async Task<int> StatusAsync(Uri address, byte[] body, string? signature, string? contentType = "application/json", string topic = "order.updated")
    {
        using HttpResponseMessage answer = await PostAsync(address, body, signature, contentType, topic);
        (await answer.Content.ReadAsByteArrayAsync(Cancel)).Should().BeEmpty("an answer says no more than its status");
        return (int)answer.StatusCode;
    }

    public static string Sign(byte[] body, string secret = Secret) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }
}

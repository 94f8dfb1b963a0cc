using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SyncKit.Commerce;
using SyncKit.Testing.QuickBooks;
using SyncKit.Webhooks;

namespace SyncKit.EndToEnd.Tests.WholePath;

/// <summary>A host that only faces the internet: it takes deliveries in on Kestrel, and another host on the same file does the work.</summary>
internal sealed class WebDoor : IAsyncDisposable
{
    public const string VerifierToken = "a-verifier-token";

    private readonly WebApplication app;

    private WebDoor(WebApplication app) => this.app = app;

    public HttpClient Client { get; } = new();

    public WebhookEndpoints Endpoints => app.Services.GetRequiredService<WebhookEndpoints>();

    public Uri Base => new(new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()), "webhooks");

    public static async Task<WebDoor> StartAsync(string file, string key, SteppedClock clock, QuickBooksSimulator books)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services
            .AddSyncKit(static options => options.RunInBackground = false)
            .WithCredentialKeys(keys => (keys.Active, keys.Keys["k1"]) = ("k1", key))
            .UseSqlite($"Data Source={file}")
            .AddWooCommerce()
            .AddQuickBooks(options =>
            {
                options.ClientId = books.ClientId;
                options.ClientSecret = books.ClientSecret;
                options.WebhookVerifierToken = VerifierToken;
            })
            .AddFlow<Order>(SyncHost.Flow, static flow => flow.From("woocommerce").To("quickbooks"));
        WebApplication app = builder.Build();
        app.MapSyncKitWebhooks();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new WebDoor(app);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }
}

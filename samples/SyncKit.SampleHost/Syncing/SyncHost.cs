using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using SyncKit.Commerce;
using SyncKit.SampleHost.Configuration;
using SyncKit.SampleHost.Observing;
using SyncKit.Webhooks;

namespace SyncKit.SampleHost.Syncing;

/// <summary>Puts SyncKit into a web host: this is what an app of your own does.</summary>
internal static class SyncHost
{
    public const string Flow = "orders-to-books";

    public static WebApplication Build(HostSettings settings, bool inBackground)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "SyncKit.SampleHost" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddSimpleConsole(console => console.SingleLine = true);

        // The last line on stdout belongs to scripts, so the log goes to stderr.
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.AddOtlp();
        builder.Services.AddSyncKit(options =>
            {
                options.RunInBackground = inBackground;
                options.PollInterval = settings.PollInterval;
                options.LeaseLife = settings.LeaseLife;
            })
            .WithCredentialKeys(keys =>
            {
                keys.Active = settings.ActiveKey;
                foreach ((string id, string key) in settings.Keys)
                {
                    keys.Keys[id] = key;
                }
            })
            .UseSqlite(settings.Storage)
            .AddWooCommerce(options => options.AllowPrivateAddresses =
                settings.AllowPrivateAddresses ?? settings.Tenants.Any(tenant => tenant.StoreUrl.IsLoopback))
            .AddQuickBooks(options =>
            {
                options.ClientId = settings.QuickBooks.ClientId;
                options.ClientSecret = settings.QuickBooks.ClientSecret;
                options.ApiUrl = settings.QuickBooks.ApiUrl ?? options.ApiUrl;
                options.TokenUrl = settings.QuickBooks.TokenUrl ?? options.TokenUrl;
                options.RequestsPerSecond = settings.QuickBooks.Limits.RequestsPerSecond ?? options.RequestsPerSecond;
                options.RequestsPerMinute = settings.QuickBooks.Limits.RequestsPerMinute ?? options.RequestsPerMinute;
                options.BatchCallsPerMinute = settings.QuickBooks.Limits.BatchCallsPerMinute ?? options.BatchCallsPerMinute;
                options.BatchSize = settings.QuickBooks.Limits.BatchSize ?? options.BatchSize;
            })
            .AddFlow<Order>(Flow, flow => flow.From("woocommerce").To("quickbooks"));
        WebApplication app = builder.Build();
        app.MapPost("/webhooks/{tenant}/{connector}/{name}", ReceiveAsync);
        return app;
    }

    /// <summary>Where the host listens, once it was started.</summary>
    public static Uri Address(WebApplication app) =>
        new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    private static async Task<IResult> ReceiveAsync(
        string tenant,
        string connector,
        string name,
        HttpRequest request,
        WebhookReceiver receiver,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        using MemoryStream body = new();
        await request.Body.CopyToAsync(body, cancellationToken);
        Dictionary<string, string> headers = request.Headers.ToDictionary(
            header => header.Key,
            header => header.Value.ToString(),
            StringComparer.OrdinalIgnoreCase);
        WebhookVerdict verdict = await receiver.ReceiveAsync(
            new Connections.ConnectionId(new Connections.TenantId(tenant), connector, name),
            new WebhookDelivery(headers, body.ToArray(), time.GetUtcNow()),
            cancellationToken);
        return verdict switch
        {
            WebhookVerdict.Accepted or WebhookVerdict.Ignored or WebhookVerdict.Repeated => Results.Ok(),
            WebhookVerdict.Malformed => Results.BadRequest(),
            _ => Results.Unauthorized(),
        };
    }
}

using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using SyncKit.AspNetCore;
using SyncKit.Commerce;
using SyncKit.SampleHost.Access;
using SyncKit.SampleHost.Clustering;
using SyncKit.SampleHost.Configuration;
using SyncKit.SampleHost.Observing;
using SyncKit.SampleHost.Serving;
using SyncKit.SampleHost.Storing;

namespace SyncKit.SampleHost.Syncing;

/// <summary>Puts SyncKit into a web host: this is what an app of your own does.</summary>
internal static class SyncHost
{
    public const string Flow = "orders-to-books";
    public const string RowsFlow = "orders-to-supabase";

    public static WebApplication Build(HostSettings settings, bool inBackground)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "SyncKit.SampleHost" });
        builder.WebHost.UseKestrelHttpsConfiguration().UseUrls(settings.Urls);
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddFilter("Polly", LogLevel.Error).AddSimpleConsole(console => console.SingleLine = true);

        // The last line on stdout belongs to scripts, so the log goes to stderr.
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.AddOtlp();
        AddSync(builder.Services, settings, inBackground);
        AddServing(builder.Services, settings);
        if (settings.Cluster is { } cluster)
        {
            builder.UseCluster(cluster, settings.Storage);
        }

        WebApplication app = builder.Build();
        app.UseForwardedHeaders();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapHost();
        return app;
    }

    /// <summary>Where the host listens, once it was started.</summary>
    public static Uri Address(WebApplication app) =>
        new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    private static void AddSync(IServiceCollection services, HostSettings settings, bool inBackground)
    {
        SyncKitBuilder sync = services.AddSyncKit(options =>
        {
            options.RunInBackground = inBackground;
            options.PollInterval = settings.PollInterval;
            options.LeaseLife = settings.LeaseLife;
        });
        StorageKind.Of(settings.Storage, "Storage").Use(sync, settings.Storage)
            .AddWooCommerce(options => options.AllowPrivateAddresses =
                settings.AllowPrivateAddresses ?? settings.Tenants.Any(tenant => tenant.StoreUrl.IsLoopback))
            .AddQuickBooks(options =>
            {
                options.ClientId = settings.QuickBooks.ClientId;
                options.ClientSecret = settings.QuickBooks.ClientSecret;
                options.ApiUrl = settings.QuickBooks.ApiUrl ?? options.ApiUrl;
                options.TokenUrl = settings.QuickBooks.TokenUrl ?? options.TokenUrl;
                options.AuthorizeUrl = settings.QuickBooks.AuthorizeUrl ?? options.AuthorizeUrl;
                options.RevokeUrl = settings.QuickBooks.RevokeUrl ?? options.RevokeUrl;
                options.WebhookVerifierToken = settings.QuickBooks.VerifierToken;
                options.RequestsPerSecond = settings.QuickBooks.Limits.RequestsPerSecond ?? options.RequestsPerSecond;
                options.RequestsPerMinute = settings.QuickBooks.Limits.RequestsPerMinute ?? options.RequestsPerMinute;
                options.BatchCallsPerMinute = settings.QuickBooks.Limits.BatchCallsPerMinute ?? options.BatchCallsPerMinute;
                options.BatchSize = settings.QuickBooks.Limits.BatchSize ?? options.BatchSize;
            })
            .AddSupabase(options => options.AllowPrivateAddresses =
                settings.AllowPrivateAddresses ?? settings.Tenants.Any(tenant => tenant.Supabase?.Url.IsLoopback == true))
            .AddFlow<Order>(Flow, flow => flow.From("woocommerce").To("quickbooks"))
            .AddFlow<Order>(RowsFlow, flow => flow.From("woocommerce").To("supabase"));
        AddKeys(sync, settings);
        if (settings.Cluster is not null)
        {
            sync.RunOnOrleans();
        }

        sync.AddTargets(settings.Notifications);
    }

    private static void AddKeys(SyncKitBuilder sync, HostSettings settings)
    {
        if (settings.KeyFile is { } file)
        {
            sync.WithCredentialKeyFile(file);
            return;
        }

        sync.WithCredentialKeys(keys =>
        {
            keys.Active = settings.ActiveKey;
            foreach ((string id, string key) in settings.Keys)
            {
                keys.Keys[id] = key;
            }
        });
    }

    private static void AddServing(IServiceCollection services, HostSettings settings)
    {
        services.AddAuthentication(AccessTokenHandler.SchemeName)
            .AddScheme<AccessTokenOptions, AccessTokenHandler>(AccessTokenHandler.SchemeName, options => options.Tokens = settings.Tokens);
        services.AddAuthorization();
        services.AddOpenApi();
        services.AddHealthChecks().AddSyncKitHealthChecks();
        services.Configure<SyncKitConnectOptions>(options => options.PublicAddress = settings.PublicAddress);
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = settings.TrustedProxies.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            foreach (IPAddress proxy in settings.TrustedProxies)
            {
                options.KnownProxies.Add(proxy);
            }
        });
    }
}

using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SyncKit.Commerce;
using SyncKit.Credentials;
using SyncKit.Http;

namespace SyncKit.AspNetCore.Tests.Canary;

/// <summary>A host with everything that SyncKit has, on Kestrel and SQLite.</summary>
internal sealed class CanaryHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private CanaryHost(WebApplication app) => this.app = app;

    public IServiceProvider Services => app.Services;

    public Uri Address => new(app.Urls.Single());

    /// <summary>Starts one on the world's systems. A start that fails is taken down and thrown on.</summary>
    public static async Task<CanaryHost> StartAsync(CanaryWorld world, CanarySettings settings)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(settings.Keys);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(new LogWitness(world.Witness));
        builder.Services.AddAuthentication(CanaryUser.SchemeName).AddScheme<CanaryUserOptions, CanaryUser>(CanaryUser.SchemeName, users =>
        {
            users.UserToken = world.Secrets.UserToken;
            users.OperatorToken = world.Secrets.OperatorToken;
        });
        builder.Services.AddAuthorization();
        builder.Services.AddOpenApi();
        builder.Services.AddHealthChecks().AddSyncKitHealthChecks(static health => health.ShowDetails = true);
        builder.Services.Configure<SyncKitEndpointOptions>(static limits => (limits.ForgeriesPerMinute, limits.ApiBurst) = (1000, 10_000));
        AddSyncKit(builder, world, settings);
        settings.Services(builder.Services);
        builder.Services.PostConfigureAll<HttpResilienceOptions>(static http =>
        {
            (http.MaxRetries, http.BackOff, http.LongestWait) = (1, TimeSpan.FromMilliseconds(5), TimeSpan.Zero);
            http.Breaker.MinimumAttempts = 10_000;
        });
        WebApplication app = builder.Build();
        try
        {
            Map(app);
            await app.StartAsync(TestContext.Current.CancellationToken);
        }
        catch (Exception refused)
        {
            world.Witness.See("exception", "start", refused.ToString());
            await app.DisposeAsync();
            throw;
        }

        return new CanaryHost(app);
    }

    public Uri At(string path) => new(Address, path);

    public void SetKey(string name, string value)
    {
        IConfigurationRoot configuration = (IConfigurationRoot)app.Configuration;
        configuration[name] = value;
        configuration.Reload();
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
    }

    private static void Map(WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapOpenApi();
        app.MapSyncKitApi();
        app.MapSyncKitWebhooks();
        app.MapQuickBooksConnect();
        app.MapWooCommerceConnect();
        app.MapSyncKitHealth();
        app.MapPost("/broken", static (HttpContext context) => throw new InvalidOperationException($"Nobody catches this of {context.Request.ContentLength} bytes."));
    }

    private static void AddSyncKit(WebApplicationBuilder builder, CanaryWorld world, CanarySettings settings)
    {
        Secrets secrets = world.Secrets;
        SyncKitBuilder synckit = builder.Services
            .AddSyncKit(engine => (engine.RunInBackground, engine.Jitter, engine.PollInterval) = (settings.InBackground, static () => 0.5, TimeSpan.FromSeconds(5)))
            .UseSqlite($"Data Source={Path.Combine(world.Folder, settings.File)}")
            .WithNotifications(static options => options.GatheringDelay = TimeSpan.FromSeconds(1))
            .AddQuickBooks(quickBooks =>
            {
                quickBooks.ClientId = world.Intuit.ClientId;
                quickBooks.ClientSecret = world.Intuit.ClientSecret;
                quickBooks.ApiUrl = world.BooksDoor.Address;
                quickBooks.TokenUrl = new Uri(world.BooksDoor.Address, world.Intuit.TokenUrl.PathAndQuery.TrimStart('/'));
                quickBooks.RevokeUrl = new Uri(world.BooksDoor.Address, world.Intuit.RevokeUrl.PathAndQuery.TrimStart('/'));
                quickBooks.AuthorizeUrl = world.Intuit.AuthorizeUrl;
                quickBooks.WebhookVerifierToken = secrets.VerifierToken;
                quickBooks.PreviousWebhookVerifierToken = secrets.PreviousVerifierToken;
            })
            .AddWooCommerce(static stores => stores.AllowPrivateAddresses = true)
            .AddSupabase(static projects => projects.AllowPrivateAddresses = true)
            .AddHttpNotifications(http =>
            {
                http.Url = new Uri(world.NoticeDoor.Address, "hook");
                http.Secret = secrets.NotificationSecret;
                http.PreviousSecret = secrets.PreviousNotificationSecret;
            })
            .AddSlackNotifications(slack => slack.Url = new Uri(world.NoticeDoor.Address, secrets.SlackPath))
            .AddMailNotifications(mail =>
            {
                (mail.Host, mail.Port, mail.Security) = ("127.0.0.1", world.Mail.Port, Notifications.MailSecurity.None);
                (mail.UserName, mail.Password, mail.From) = ("sync", secrets.MailPassword, "SyncKit <sync@mail.example>");
                mail.To.Add("jane@mail.example");
            })
            .AddFlow<Order>(CanaryWorld.Flow, static flow => flow.From("woocommerce").To("quickbooks"));
        if (settings.UseKeys is { } use)
        {
            use(synckit);
            return;
        }

        builder.Services.Configure<CredentialKeyOptions>(builder.Configuration.GetSection("Keyring"));
        synckit.WithCredentialKeys(static _ => { });
    }
}

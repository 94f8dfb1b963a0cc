using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SyncKit.AspNetCore.Health;
using SyncKit.Hosting;

namespace SyncKit.AspNetCore.Tests.Health;

/// <summary>A host on Kestrel whose health is asked for over HTTP.</summary>
internal sealed class HealthHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient client = new();

    private HealthHost(WebApplication app, LeapingTime time, ProbeUnderTest probe) => (this.app, Time, Probe) = (app, time, probe);

    public LeapingTime Time { get; }

    public ProbeUnderTest Probe { get; }

    public IServiceProvider Services => app.Services;

    public static async Task<HealthHost> StartAsync(
        Action<SyncKitHealthOptions>? configure = null, Action<SyncKitBuilder>? use = null, bool closed = false)
    {
        LeapingTime time = new();
        ProbeUnderTest probe = new(time);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(time);
        SyncKitBuilder synckit = builder.Services.AddSyncKit(options => options.RunInBackground = false).WithCredentialKeys(keys =>
        {
            keys.Active = "k1";
            keys.Keys["k1"] = Convert.ToBase64String(new byte[32]);
        });
        if (use is null)
        {
            builder.Services.AddSingleton<IStorageProbe>(probe);
            synckit.UseInMemory();
        }
        else
        {
            use(synckit);
        }

        builder.Services.AddHealthChecks().AddSyncKitHealthChecks(configure).AddSyncKitHealthChecks();
        if (closed)
        {
            builder.Services.AddAuthentication("none").AddScheme<AuthenticationSchemeOptions, NobodyHandler>("none", null);
            builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder("none").RequireAuthenticatedUser().Build());
        }

        WebApplication app = builder.Build();
        if (closed)
        {
            app.UseAuthentication();
            app.UseAuthorization();
            app.MapGet("/closed", () => "closed");
        }

        app.MapSyncKitHealth();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new HealthHost(app, time, probe);
    }

    public async Task<(int Status, string Body)> GetAsync(string path)
    {
        using HttpResponseMessage answer = await client.GetAsync(new Uri(new Uri(app.Urls.Single()), path), TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path)
    {
        using HttpRequestMessage request = new(method, new Uri(new Uri(app.Urls.Single()), path));
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>One check's status after its last answer is forgotten.</summary>
    public async Task<(string Status, string? Description)> AskAsync(string check)
    {
        Time.Advance(TimeSpan.FromSeconds(6));
        using JsonDocument json = JsonDocument.Parse((await GetAsync("/health")).Body);
        JsonElement entry = json.RootElement.GetProperty("checks").GetProperty(check);
        return (entry.GetProperty("status").GetString()!, entry.TryGetProperty("description", out JsonElement text) ? text.GetString() : null);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }
}

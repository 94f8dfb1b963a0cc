using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SyncKit.AspNetCore.Limits;

namespace SyncKit.AspNetCore.Tests.Limits;

public sealed class ApiLimitTests
{
    private readonly FakeTimeProvider time = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_tenant_has_its_own_budget_over_all_endpoints_of_a_group()
    {
        await using WebApplication app = await StartAsync();
        using HttpClient client = ClientOf(app);

        (await StatusAsync(client, "tenants/acme/a")).Should().Be(200);
        (await StatusAsync(client, "tenants/acme/b")).Should().Be(200);
        (await StatusAsync(client, "tenants/acme/a")).Should().Be(429);
        (await StatusAsync(client, "tenants/other/a")).Should().Be(200);
        time.Advance(TimeSpan.FromSeconds(1));
        (await StatusAsync(client, "tenants/acme/b")).Should().Be(200);
    }

    [Fact]
    public async Task A_body_that_is_too_long_does_not_reach_the_endpoint()
    {
        await using WebApplication app = await StartAsync();
        using HttpClient client = ClientOf(app);

        using HttpResponseMessage answer = await client.PostAsJsonAsync("tenants/acme/body", new string('x', 2000), Cancel);
        ((int)answer.StatusCode).Should().Be(413);
    }

    private static HttpClient ClientOf(WebApplication app) => new()
    {
        BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()),
    };

    private static async Task<int> StatusAsync(HttpClient client, string path)
    {
        using HttpResponseMessage answer = await client.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        return (int)answer.StatusCode;
    }

    private async Task<WebApplication> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.Configure<SyncKitEndpointOptions>(static options =>
            (options.ApiBurst, options.ApiRequestsPerSecond, options.MaxBodyBytes) = (2, 1, 1024));
        WebApplication app = builder.Build();
        RouteGroupBuilder group = app.MapGroup("tenants/{tenant}").WithSyncKitLimits();
        group.MapGet("a", static () => "a");
        group.MapGet("b", static (string tenant) => tenant);
        group.MapPost("body", (RequestDelegate)(static context => context.Request.Body.CopyToAsync(Stream.Null)));
        await app.StartAsync(Cancel);
        return app;
    }
}

using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SyncKit.Auditing;
using SyncKit.Connections;
using SyncKit.Inbox;
using SyncKit.Ledger;
using SyncKit.Runs;
using SyncKit.Scheduling;
using SyncKit.Webhooks;

namespace SyncKit.AspNetCore.Tests.Api;

/// <summary>Every route, asked by those who may not: they learn nothing and change nothing.</summary>
public sealed class IsolationTests
{
    private const string Prefix = "/synckit";
    private const string TenantPrefix = $"{Prefix}/tenants/{{tenant}}";
    private const string OperatorPrefix = $"{Prefix}/operator";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_route_is_known_to_these_tests()
    {
        await using ApiWorld world = await ApiWorld.StartAsync();

        Routes(world).Should().BeEquivalentTo(
            RouteCalls.OfTenant.Keys.Select(route => route.Insert(route.IndexOf(' ', StringComparison.Ordinal) + 1, TenantPrefix))
                .Concat(RouteCalls.OfOperator.Keys.Select(route => route.Insert(route.IndexOf(' ', StringComparison.Ordinal) + 1, OperatorPrefix)))
                .Append($"GET {Prefix}/tenants"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_may_act_for_another_tenant_alone_gets_what_an_unknown_tenant_gets_and_changes_nothing(bool onSqlite)
    {
        await using ApiWorld world = await StartAsync(onSqlite);
        string before = await StateAsync(world, ApiWorld.Acme);
        HttpClient mallory = world.Mallory;
        foreach ((string route, (string path, string? body)) in RouteCalls.OfTenant)
        {
            JsonElement foreign = await CallAsync(mallory, route, $"{Prefix}/tenants/acme{path}", body, HttpStatusCode.NotFound);
            JsonElement unknown = await CallAsync(mallory, route, $"{Prefix}/tenants/nobody{path}", body, HttpStatusCode.NotFound);
            JsonElement misnamed = await CallAsync(mallory, route, $"{Prefix}/tenants/-{path}", body, HttpStatusCode.NotFound);

            foreign.GetRawText().Should().Be(unknown.GetRawText(), route).And.Be(misnamed.GetRawText(), route);
            foreign.Code().Should().Be("not-found");
        }

        foreach ((string route, string? body) in RouteCalls.OfOperator)
        {
            await CallAsync(mallory, route, OperatorPrefix + route[(route.IndexOf(' ', StringComparison.Ordinal) + 1)..], body, HttpStatusCode.NotFound);
        }

        (await StateAsync(world, ApiWorld.Acme)).Should().Be(before);
    }

    [Fact]
    public async Task Nobody_gets_401_and_changes_nothing()
    {
        await using ApiWorld world = await StartAsync(onSqlite: false);
        string before = await StateAsync(world, ApiWorld.Acme);
        HttpClient nobody = world.Nobody;
        foreach ((string route, (string path, string? body)) in RouteCalls.OfTenant)
        {
            await CallAsync(nobody, route, $"{Prefix}/tenants/acme{path}", body, HttpStatusCode.Unauthorized);
        }

        foreach ((string route, string? body) in RouteCalls.OfOperator)
        {
            await CallAsync(nobody, route, OperatorPrefix + route[(route.IndexOf(' ', StringComparison.Ordinal) + 1)..], body, HttpStatusCode.Unauthorized);
        }

        await nobody.SendAsync(HttpMethod.Get, $"{Prefix}/tenants").AnswerAsync(HttpStatusCode.Unauthorized);
        (await StateAsync(world, ApiWorld.Acme)).Should().Be(before);
    }

    [Fact]
    public async Task A_users_own_route_finds_nothing_of_another_tenant_by_its_ids()
    {
        await using ApiWorld world = await StartAsync(onSqlite: true);
        string run = (await world.Jane.PostAsync($"{Prefix}/tenants/acme/runs", RouteCalls.OfTenant["POST /runs"].Body!, HttpStatusCode.Created)).Text("id");
        HttpClient mallory = world.Mallory;
        string own = $"{Prefix}/tenants/zeta";

        await mallory.ReadAsync($"{own}/runs/{run}", HttpStatusCode.NotFound);
        await mallory.ReadAsync($"{own}/runs/{run}/events", HttpStatusCode.NotFound);
        await mallory.ReadAsync($"{own}/runs/{run}/plan", HttpStatusCode.NotFound);
        await mallory.PostAsync($"{own}/runs/{run}/cancel", expected: HttpStatusCode.NotFound);
        await mallory.ReadAsync($"{own}/schedules/nightly", HttpStatusCode.NotFound);
        await mallory.ReadAsync($"{own}/dead-letters/record?flow={ApiWorld.Flow}&source=woocommerce/shop&kind=order&record=1", HttpStatusCode.NotFound);
        await mallory.ReadAsync($"{own}/ledger/document?destination=quickbooks/main&kind=SalesReceipt&document=92", HttpStatusCode.NotFound);
        string text = (await mallory.ReadAsync($"{own}/audit")).GetRawText();
        text.Should().NotContain("acme");
        (await mallory.PostAsync($"{own}/dead-letters/dismiss", $$"""{"flow":"{{ApiWorld.Flow}}","all":true}""")).GetProperty("count").GetInt32().Should().Be(0);
        (await world.Jane.ReadAsync($"{Prefix}/tenants/acme/runs/{run}")).Text("state").Should().Be("queued");
    }

    private static async Task<ApiWorld> StartAsync(bool onSqlite)
    {
        ApiWorld world = await ApiWorld.StartAsync(new ApiWorldOptions { OnSqlite = onSqlite });
        await world.WriteAsync(ApiWorld.Acme, "2");
        await world.HoldAsync(ApiWorld.Acme, "1", "3");
        await world.CommitAsync(ApiWorld.Acme, "4");
        await world.Jane.PutAsync($"{Prefix}/tenants/acme/schedules/nightly", RouteCalls.OfTenant["PUT /schedules/{name}"].Body!);
        return world;
    }

    private static Task<JsonElement> CallAsync(HttpClient client, string route, string path, string? body, HttpStatusCode expected) =>
        client.SendAsync(new HttpMethod(route.Split(' ')[0]), path, body, "*").AnswerAsync(expected);

    private static IEnumerable<string> Routes(ApiWorld world) => world.Endpoints
        .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith(Prefix, StringComparison.Ordinal))
        .Where(endpoint => !endpoint.RoutePattern.RawText!.EndsWith("/{**rest}", StringComparison.Ordinal))
        .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
            .Select(method => $"{method} {endpoint.RoutePattern.RawText!.TrimEnd('/')}"));

    /// <summary>Everything of a tenant that a call could have changed.</summary>
    private static async Task<string> StateAsync(ApiWorld world, TenantId tenant)
    {
        IServiceProvider services = world.Services;
        LedgerQuery query = new() { Flow = ApiWorld.Flow };
        object[] parts =
        [
            await services.GetRequiredService<IConnectionStore>().ListAsync(tenant, Cancel),
            (await services.GetRequiredService<IConnectionStore>().ListAsync(tenant, Cancel)).Select(connection => connection.Settings.Json),
            await services.GetRequiredService<IConnectionStore>().ListBindingsAsync(tenant, Cancel),
            await services.GetRequiredService<ILedger>().CountAsync(tenant, ApiWorld.Flow, Cancel),
            (await services.GetRequiredService<ILedger>().ListRecordsAsync(tenant, query, Cancel)).Rows.Select(row => $"{row.Record} {row.State}"),
            (await services.GetRequiredService<IInbox>().ListAsync(tenant, new InboxQuery { Flow = ApiWorld.Flow }, Cancel)).Rows,
            (await services.GetRequiredService<SyncRuns>().ListAsync(tenant, new RunQuery(), Cancel)).Rows,
            (await services.GetRequiredService<SyncSchedules>().ListAsync(tenant, Cancel)).Select(entry => entry.Schedule.Name),
            await services.GetRequiredService<WebhookEndpoints>().ListAsync(tenant, Cancel),
            (await services.GetRequiredService<IAuditTrail>().ListAsync(tenant, 1000, Cancel)).Select(entry => entry.ToString()),
        ];
        return JsonSerializer.Serialize(parts);
    }
}

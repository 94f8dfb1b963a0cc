using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SyncKit.Discovery;
using SyncKit.Ledger;
using SyncKit.Webhooks;

namespace SyncKit.AspNetCore.Tests.Webhooks;

public sealed class DoorTests : IDisposable
{
    private readonly TemporaryFile file = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => file.Dispose();

    [Fact]
    public async Task A_replay_is_recognised_after_a_restart_and_by_another_host_on_the_same_file()
    {
        byte[] body = Order(1);
        Uri address;
        await using (DoorUnderTest first = await DoorUnderTest.StartAsync(file.Path))
        {
            address = await first.OpenAsync();
            (await first.StatusAsync(address, body, DoorUnderTest.Sign(body))).Should().Be(200);
        }

        await using DoorUnderTest second = await DoorUnderTest.StartAsync(file.Path);
        await using DoorUnderTest third = await DoorUnderTest.StartAsync(file.Path);
        string id = address.Segments[^1];
        (await second.StatusAsync(second.UriOf(id), body, DoorUnderTest.Sign(body))).Should().Be(200);
        (await third.StatusAsync(third.UriOf(id), body, DoorUnderTest.Sign(body))).Should().Be(200);
        (await third.CountAsync()).Should().Be(FlowCounts.Zero with { Entered = 1, Waiting = 1 });
    }

    [Fact]
    public async Task Two_hosts_that_race_with_the_same_deliveries_take_each_in_once()
    {
        await using DoorUnderTest first = await DoorUnderTest.StartAsync(file.Path);
        await using DoorUnderTest second = await DoorUnderTest.StartAsync(file.Path);
        string id = (await first.OpenAsync()).Segments[^1];
        byte[][] bodies = [.. Enumerable.Range(1, 10).Select(Order)];

        int[] statuses = await Task.WhenAll(Enumerable.Range(0, 100).Select(i =>
        {
            DoorUnderTest host = i % 2 == 0 ? first : second;
            byte[] body = bodies[i / 2 % bodies.Length];
            return host.StatusAsync(host.UriOf(id), body, DoorUnderTest.Sign(body));
        }));

        statuses.Should().OnlyContain(status => status == 200);
        (await first.CountAsync()).Should().Be(FlowCounts.Zero with { Entered = 10, Waiting = 10 });
    }

    [Fact]
    public async Task An_address_that_is_unknown_or_revoked_answers_as_a_wrong_signature_does()
    {
        await using DoorUnderTest door = await DoorUnderTest.StartAsync(file.Path);
        Uri address = await door.OpenAsync();
        byte[] body = Order(1);
        (await door.StatusAsync(address, body, DoorUnderTest.Sign(body))).Should().Be(200);
        await door.Endpoints.RevokeAsync(new(DoorUnderTest.Acme, "woocommerce", "shop"), address.Segments[^1], Cancel);
        Uri live = door.UriOf((await door.Endpoints.CreateAsync(new(DoorUnderTest.Acme, "woocommerce", "shop"), cancellationToken: Cancel)).Id);

        using HttpResponseMessage wrong = await door.PostAsync(live, body, DoorUnderTest.Sign(body, "another"));
        using HttpResponseMessage unsigned = await door.PostAsync(live, body, null);
        using HttpResponseMessage revoked = await door.PostAsync(address, body, DoorUnderTest.Sign(body));
        using HttpResponseMessage unknown = await door.PostAsync(door.UriOf(new string('a', 43)), body, DoorUnderTest.Sign(body));

        foreach (HttpResponseMessage answer in new[] { wrong, unsigned, revoked, unknown })
        {
            ((int)answer.StatusCode).Should().Be(401);
            (await answer.Content.ReadAsByteArrayAsync(Cancel)).Should().BeEmpty();
            answer.Headers.Select(header => header.Key).Should().BeEquivalentTo(wrong.Headers.Select(header => header.Key));
        }
    }

    [Theory]
    [InlineData("text/plain", 415)]
    [InlineData("application/xml", 415)]
    [InlineData(null, 415)]
    [InlineData("application/json; charset=utf-8", 200)]
    [InlineData("APPLICATION/JSON", 200)]
    public async Task Only_json_is_taken(string? contentType, int status)
    {
        await using DoorUnderTest door = await DoorUnderTest.StartAsync(file.Path);
        byte[] body = Order(1);

        (await door.StatusAsync(await door.OpenAsync(), body, DoorUnderTest.Sign(body), contentType)).Should().Be(status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_is_too_long_is_refused_said_or_not(bool chunked)
    {
        await using DoorUnderTest door = await DoorUnderTest.StartAsync(file.Path, limits: static limits => limits.MaxBodyBytes = 10_000);
        Uri address = await door.OpenAsync();
        byte[] body = new byte[10_001];

        using HttpResponseMessage answer = await door.PostAsync(address, body, DoorUnderTest.Sign(body), chunked: chunked);
        ((int)answer.StatusCode).Should().Be(413);
        byte[] fits = Order(1);
        using HttpResponseMessage good = await door.PostAsync(address, fits, DoorUnderTest.Sign(fits), chunked: chunked);
        ((int)good.StatusCode).Should().Be(200);
    }

    [Fact]
    public async Task A_genuine_body_that_is_not_an_order_is_malformed_and_the_methods_of_reading_do_not_exist()
    {
        await using DoorUnderTest door = await DoorUnderTest.StartAsync(file.Path);
        Uri address = await door.OpenAsync();
        foreach (string text in new[] { "[", "\"\uD800\"", "{}", "7", "" })
        {
            byte[] body = Encoding.UTF8.GetBytes(text);
            (await door.StatusAsync(address, body, DoorUnderTest.Sign(body))).Should().Be(400, text);
        }

        using HttpResponseMessage get = await door.Client.GetAsync(address, Cancel);
        ((int)get.StatusCode).Should().Be(405);
    }

    [Fact]
    public async Task While_the_storage_is_down_nothing_is_acknowledged()
    {
        BrokenState? state = null;
        await using DoorUnderTest door = await DoorUnderTest.StartAsync(file.Path, services =>
        {
            ServiceDescriptor real = services.Last(service => service.ServiceType == typeof(ISyncStateStore));
            services.AddSingleton<ISyncStateStore>(provider => state = new BrokenState((ISyncStateStore)ActivatorUtilities.CreateInstance(
                provider, real.ImplementationType!)));
        });
        Uri address = await door.OpenAsync();
        byte[] body = Order(1);
        door.Services.GetRequiredService<ISyncStateStore>();
        state!.IsDown = true;

        using HttpResponseMessage down = await door.PostAsync(address, body, DoorUnderTest.Sign(body));
        ((int)down.StatusCode).Should().Be(503);
        down.Headers.RetryAfter!.Delta.Should().BePositive();
        (await down.Content.ReadAsByteArrayAsync(Cancel)).Should().BeEmpty();
        state.IsDown = false;
        (await door.StatusAsync(address, body, DoorUnderTest.Sign(body))).Should().Be(200);
        (await door.CountAsync()).Entered.Should().Be(1, "the one that failed was not remembered");
    }

    [Fact]
    public async Task Deliveries_need_no_login_where_everything_else_does()
    {
        await using DoorUnderTest door = await DoorUnderTest.StartAsync(
            file.Path,
            static services => services
                .AddAuthentication()
                .Services.AddAuthorizationBuilder()
                .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build()),
            use: static app => app.UseAuthentication().UseAuthorization());
        byte[] body = Order(1);

        (await door.StatusAsync(await door.OpenAsync(), body, DoorUnderTest.Sign(body))).Should().Be(200);
    }

    [Fact]
    public void Mapping_names_the_call_that_was_forgotten()
    {
        WebApplication app = WebApplication.CreateSlimBuilder().Build();

        FluentActions.Invoking(() => app.MapSyncKitWebhooks()).Should().Throw<InvalidOperationException>().WithMessage("*AddSyncKit()*");
    }

    [Fact]
    public async Task Mapping_refuses_limits_that_cannot_work()
    {
        await FluentActions.Awaiting(() => DoorUnderTest.StartAsync(file.Path, limits: static limits => limits.WebhookBurst = 0))
            .Should().ThrowAsync<InvalidOperationException>().WithMessage("*WebhookBurst is 0*");
    }

    internal static byte[] Order(int id) => Encoding.UTF8.GetBytes(
        $$"""{"id":{{id}},"status":"processing","date_modified_gmt":"2026-03-01T12:00:00","total":"1.00"}""");
}

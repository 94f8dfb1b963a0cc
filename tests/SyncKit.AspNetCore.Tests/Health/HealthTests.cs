using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SyncKit.AspNetCore.Health;
using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Inbox;
using SyncKit.Lanes;

namespace SyncKit.AspNetCore.Tests.Health;

/// <summary>What a load balancer and an operator are told.</summary>
public sealed class HealthTests
{
    private static readonly TenantId Acme = new("acme-secret-name");
    private static readonly ConnectionId Shop = new(Acme, "woocommerce", "shop");
    private static readonly ConnectionId Books = new(Acme, "quickbooks", "books");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_healthy_host_says_so_at_three_addresses()
    {
        await using HealthHost host = await HealthHost.StartAsync();

        (await host.GetAsync("/health")).Should().Be((200,
            """{"status":"healthy","checks":{"synckit-clock":{"status":"healthy"},"synckit-connections":{"status":"healthy"},"synckit-lanes":{"status":"healthy"},"synckit-storage":{"status":"healthy"}}}"""));
        (await host.GetAsync("/health/ready")).Should().Be((200, """{"status":"healthy","checks":{"synckit-storage":{"status":"healthy"}}}"""));
        (await host.GetAsync("/health/live")).Should().Be((200, """{"status":"healthy","checks":{}}"""));
        using HttpResponseMessage head = await host.SendAsync(HttpMethod.Head, "/health/ready");
        ((int)head.StatusCode, head.Content.Headers.ContentType?.MediaType, head.Headers.CacheControl?.NoStore).Should().Be((200, "application/json", true));
        using HttpResponseMessage post = await host.SendAsync(HttpMethod.Post, "/health/ready");
        ((int)post.StatusCode).Should().Be(405);
    }

    [Fact]
    public async Task A_real_file_is_written_and_read()
    {
        string folder = Directory.CreateTempSubdirectory("synckit-health").FullName;
        try
        {
            await using HealthHost host = await HealthHost.StartAsync(use: builder => builder.UseSqlite($"Data Source={Path.Combine(folder, "synckit.db")}"));
            (await host.GetAsync("/health/ready")).Status.Should().Be(200);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_storage_that_broke_takes_the_host_out_of_service_but_not_down()
    {
        await using HealthHost host = await HealthHost.StartAsync(options => options.ShowDetails = true);
        host.Probe.IsBroken = true;

        (int status, string body) = await host.GetAsync("/health/ready");
        status.Should().Be(503);
        body.Should().Contain("The storage does not take or give anything back.").And.NotContain("s3cret");
        (await host.GetAsync("/health/live")).Status.Should().Be(200);
        (await host.GetAsync("/health")).Status.Should().Be(503);

        host.Probe.IsBroken = false;
        host.Time.Advance(TimeSpan.FromSeconds(5));
        (await host.GetAsync("/health/ready")).Status.Should().Be(200);
    }

    [Theory]
    [InlineData(2.0, 0, "healthy")]
    [InlineData(2.1, 0, "degraded")]
    [InlineData(0, 30, "healthy")]
    [InlineData(0, 31, "degraded")]
    [InlineData(0, -31, "degraded")]
    public async Task A_storage_that_is_slow_or_has_another_time_is_degraded(double takes, int apart, string expected)
    {
        await using HealthHost host = await HealthHost.StartAsync();
        host.Probe.Takes = TimeSpan.FromSeconds(takes);
        host.Probe.Apart = TimeSpan.FromSeconds(apart);

        (await host.AskAsync("synckit-storage")).Status.Should().Be(expected);
        (await host.GetAsync("/health/ready")).Status.Should().Be(200, "it still works");
    }

    [Fact]
    public async Task Whoever_asks_often_does_not_load_the_storage()
    {
        await using HealthHost host = await HealthHost.StartAsync();
        TaskCompletionSource gate = new();
        host.Probe.Gate = gate.Task;
        Task<(int Status, string Body)>[] asked = [.. Enumerable.Range(0, 50).Select(_ => host.GetAsync("/health/ready"))];
        gate.SetResult();
        (await Task.WhenAll(asked)).Should().OnlyContain(answer => answer.Status == 200);
        host.Time.Advance(TimeSpan.FromSeconds(4.9));
        await host.GetAsync("/health/ready");

        host.Probe.Touches.Should().Be(1);
        host.Time.Advance(TimeSpan.FromSeconds(0.1));
        await host.GetAsync("/health/ready");
        host.Probe.Touches.Should().Be(2);
    }

    [Fact]
    public async Task Work_that_nobody_takes_is_degraded_then_unhealthy_and_names_no_tenant()
    {
        await using HealthHost host = await HealthHost.StartAsync();
        Change change = new()
        {
            Flow = "orders",
            Lane = Books,
            Record = new RecordKey(Shop, "order", "1"),
            ModifiedAt = host.Time.GetUtcNow(),
            NotBefore = host.Time.GetUtcNow(),
            Priority = ChangePriority.Live,
            Payload = new byte[] { 1 },
        };
        await host.Services.GetRequiredService<ISyncStateStore>().CommitAsync(new StreamId(Shop, "order"), [change], null, Token);
        (await host.AskAsync("synckit-lanes")).Status.Should().Be("healthy");

        host.Time.Advance(TimeSpan.FromMinutes(5));
        (await host.AskAsync("synckit-lanes")).Status.Should().Be("degraded");
        host.Time.Advance(TimeSpan.FromMinutes(26));
        (await host.AskAsync("synckit-lanes")).Status.Should().Be("unhealthy");
        (await host.GetAsync("/health")).Body.Should().NotContain("acme");
        (await host.GetAsync("/health/ready")).Status.Should().Be(200, "taking the host out of service would not help");

        await host.Services.GetRequiredService<ILaneStore>().AcquireAsync("owner", 1, TimeSpan.FromMinutes(1), Token);
        (await host.AskAsync("synckit-lanes")).Status.Should().Be("healthy");
    }

    [Fact]
    public async Task A_connection_that_needs_a_person_is_degraded_and_named_only_in_details()
    {
        foreach (bool details in new[] { false, true })
        {
            await using HealthHost host = await HealthHost.StartAsync(options => options.ShowDetails = details);
            IConnectionStore connections = host.Services.GetRequiredService<IConnectionStore>();
            await connections.SaveAsync(Shop, "{}", Token);
            await connections.SaveAsync(Books, "{}", Token);
            await connections.MarkAsync(Books, new ConnectionStatus(ConnectionState.NeedsAttention, "quickbooks.reconnect", "Connect it.", host.Time.GetUtcNow()), Token);

            (int status, string body) = await host.GetAsync("/health");

            status.Should().Be(200);
            using JsonDocument json = JsonDocument.Parse(body);
            json.RootElement.GetProperty("status").GetString().Should().Be("degraded");
            body.Contains("acme", StringComparison.Ordinal).Should().Be(details);
            body.Contains("1 of 2 connections need attention", StringComparison.Ordinal).Should().Be(details);
        }
    }

    [Fact]
    public async Task A_clock_that_leaps_is_told_of_for_a_while()
    {
        await using HealthHost host = await HealthHost.StartAsync(options => options.ShowDetails = true);
        (await host.AskAsync("synckit-clock")).Status.Should().Be("healthy");

        host.Time.Leap(TimeSpan.FromMinutes(-2));
        (await host.AskAsync("synckit-clock")).Should().Be(("degraded", "The host's clock leapt 120 seconds backwards lately: let a time server steer it."));
        host.Time.Advance(TimeSpan.FromMinutes(5));
        (await host.AskAsync("synckit-clock")).Status.Should().Be("degraded");
        host.Time.Advance(TimeSpan.FromMinutes(5));
        (await host.AskAsync("synckit-clock")).Status.Should().Be("healthy");
        host.Time.Leap(TimeSpan.FromSeconds(29));
        (await host.AskAsync("synckit-clock")).Status.Should().Be("healthy");
        host.Time.Leap(DateTimeOffset.UnixEpoch - host.Time.GetUtcNow());
        (await host.AskAsync("synckit-clock")).Status.Should().Be("unhealthy");
    }

    [Fact]
    public async Task Anyone_may_ask_where_everything_else_is_closed()
    {
        await using HealthHost host = await HealthHost.StartAsync(closed: true);

        (await host.GetAsync("/closed")).Status.Should().Be(401);
        (await host.GetAsync("/health/ready")).Status.Should().Be(200);
    }

    [Fact]
    public async Task What_was_forgotten_or_does_not_fit_is_named_at_start()
    {
        await using WebApplication app = WebApplication.CreateSlimBuilder().Build();
        FluentActions.Invoking(() => app.MapSyncKitHealth()).Should().Throw<InvalidOperationException>().WithMessage("*AddSyncKitHealthChecks()*");

        await FluentActions.Awaiting(() => HealthHost.StartAsync(options => options.SlowStorage = TimeSpan.Zero))
            .Should().ThrowAsync<OptionsValidationException>().WithMessage("SyncKitHealthOptions.SlowStorage is 00:00:00*");
    }
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SyncKit.Credentials;
using SyncKit.Faults;

namespace SyncKit.Notifications.Tests.Webhooks;

/// <summary>Signed notifications on the wire.</summary>
public sealed class HttpNotificationTests : IAsyncLifetime
{
    private const string SecretPath = "/hooks/s3cretPart";
    private static readonly string Key = Convert.ToBase64String(Enumerable.Repeat((byte)7, 32).ToArray());
    private static readonly string OldKey = Convert.ToBase64String(Enumerable.Repeat((byte)8, 32).ToArray());

    private Receiver receiver = null!;

    public async ValueTask InitializeAsync() => receiver = await Receiver.StartAsync();

    public ValueTask DisposeAsync() => receiver.DisposeAsync();

    [Fact]
    public async Task A_message_arrives_as_json_that_verifies_with_both_secrets()
    {
        await using SendingHost host = Host(options => options.PreviousSecret = $"whsec_{OldKey}");
        await host.SendAsync();

        var (path, headers, body) = receiver.Received.Should().ContainSingle().Subject;
        path.Should().Be(SecretPath);
        headers["Content-Type"].Should().Be("application/json; charset=utf-8");
        headers["webhook-id"].Should().Be(SendingHost.Message().Id);
        headers.Keys.Should().NotContain("traceparent");
        foreach (string secret in new[] { Key, OldKey })
        {
            NotificationSignature.Verify(secret, headers["webhook-id"], headers["webhook-timestamp"], headers["webhook-signature"], body, host.Time.GetUtcNow())
                .Should().BeTrue();
        }

        using JsonDocument json = JsonDocument.Parse(body);
        json.RootElement.ToString().Should().Be(
            """
            {"type":"synckit.notification","timestamp":"2026-03-01T11:59:30+00:00","data":{"id":"0195f3a1b2c34d5e8f90a1b2c3d4e5f6","tenant":"acme",
            "title":"acme: 1 connection needs attention",
            "text":"Tenant acme\n\n1 connection needs attention\n- acme/quickbooks/books: QuickBooks refused the key. Connect it again.\n  (2026-03-01 11:59 UTC; quickbooks.reconnect)\n",
            "groups":[{"kind":"needs-reconnect","subject":"acme/quickbooks/books","code":"quickbooks.reconnect","message":"QuickBooks refused the key.",
            "remedy":"Connect it again.","count":1,"timesTold":0,"firstAt":"2026-03-01T11:59:00+00:00","lastAt":"2026-03-01T11:59:00+00:00"}],"omitted":0}}
            """.ReplaceLineEndings(string.Empty));
    }

    [Fact]
    public async Task Another_attempt_has_the_same_id_and_body_and_a_time_of_its_own()
    {
        await using SendingHost host = Host();
        await host.SendAsync();
        host.Time.Advance(TimeSpan.FromHours(1));
        await host.SendAsync();

        var sent = receiver.Received.ToArray();
        sent[1].Body.Should().Equal(sent[0].Body);
        sent[1].Headers["webhook-id"].Should().Be(sent[0].Headers["webhook-id"]);
        (long.Parse(sent[1].Headers["webhook-timestamp"]) - long.Parse(sent[0].Headers["webhook-timestamp"])).Should().Be(3600);
    }

    [Theory]
    [InlineData(500, FailureKind.Transient)]
    [InlineData(503, FailureKind.Transient)]
    [InlineData(404, FailureKind.NeedsAttention)]
    [InlineData(401, FailureKind.NeedsAttention)]
    [InlineData(410, FailureKind.Permanent)]
    public async Task What_is_answered_otherwise_is_a_failure_of_one_attempt_and_shows_no_secret(int status, FailureKind kind)
    {
        receiver.Answer = context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync($"Not here: {context.Request.Path}", context.RequestAborted);
        };
        await using SendingHost host = Host();

        Failure failure = await host.FailAsync("s3cretPart", Key);

        failure.Kind.Should().Be(kind);
        failure.Message.Should().Contain($"{status}").And.Contain("'http'").And.Contain("127.0.0.1");
        receiver.Received.Should().ContainSingle("the outbox tries again, not the client");
    }

    [Fact]
    public async Task A_receiver_that_is_busy_says_how_long()
    {
        receiver.Answer = context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "600";
            return Task.CompletedTask;
        };
        await using SendingHost host = Host();

        Failure failure = await host.FailAsync("s3cretPart");

        (failure.Kind, failure.RetryAfter).Should().Be((FailureKind.RateLimited, TimeSpan.FromMinutes(10)));
    }

    [Fact]
    public async Task Redirections_are_not_followed()
    {
        receiver.Answer = context =>
        {
            context.Response.Redirect($"{receiver.Url}elsewhere");
            return Task.CompletedTask;
        };
        await using SendingHost host = Host();

        (await host.FailAsync("s3cretPart")).Remedy.Should().Contain("redirect");

        receiver.Received.Should().ContainSingle();
    }

    [Fact]
    public async Task Nobody_at_the_address_is_a_failure_that_passes()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        Uri nobody = new($"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}{SecretPath}");
        taken.Stop();
        await using SendingHost host = Host(options => options.Url = nobody);

        (await host.FailAsync("s3cretPart", Key)).Kind.Should().Be(FailureKind.Transient);
    }

    [Fact]
    public async Task A_yes_that_is_too_long_to_read_is_a_yes()
    {
        receiver.Answer = context => context.Response.WriteAsync(new string('x', 100_000), context.RequestAborted);
        await using SendingHost host = Host();

        await host.SendAsync();

        receiver.Received.Should().ContainSingle();
    }

    [Fact]
    public async Task No_trace_shows_the_path()
    {
        using ActivityListener listener = new()
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        List<Activity> seen = [];
        listener.ActivityStopped = activity =>
        {
            lock (seen)
            {
                seen.Add(activity);
            }
        };
        ActivitySource.AddActivityListener(listener);
        await using SendingHost host = Host();
        using Activity test = new Activity("test").Start();
        await host.SendAsync();

        lock (seen)
        {
            SendingHost.Secretless(
                seen.Where(activity => activity.Kind == ActivityKind.Client).SelectMany(activity => activity.TagObjects).Select(tag => $"{tag.Value}"), "s3cretPart");
        }
    }

    [Fact]
    public async Task Tenants_have_receivers_of_their_own()
    {
        await using SendingHost host = new(builder => builder.AddHttpNotifications(options => options.Route = (tenant, _) => ValueTask.FromResult(
            tenant.Value switch
            {
                "plain" => new HttpNotificationTarget { Url = new Uri("http://hooks.example.com/x"), Secret = new Secret(Key) },
                "weak" => new HttpNotificationTarget { Url = new Uri("https://hooks.example.com/x"), Secret = new Secret("weak") },
                _ => null,
            })));

        await host.SendAsync(SendingHost.Message("silent"));
        (await FluentActions.Awaiting(() => host.SendAsync(SendingHost.Message("plain"))).Should().ThrowAsync<ConnectorException>())
            .Which.Failure.Message.Should().Contain("plain is not an https address");
        (await FluentActions.Awaiting(() => host.SendAsync(SendingHost.Message("weak"))).Should().ThrowAsync<ConnectorException>())
            .Which.Failure.Message.Should().Be("The secret that the sink 'http' has for weak cannot sign.");

        receiver.Received.Should().BeEmpty();
    }

    [Fact]
    public async Task A_tenants_own_address_must_be_a_public_one()
    {
        await using SendingHost host = new(builder => builder.AddHttpNotifications(options => options.Route = (_, _) =>
            ValueTask.FromResult<HttpNotificationTarget?>(new HttpNotificationTarget { Url = new Uri(receiver.Url, SecretPath), Secret = new Secret(Key) })));

        Failure failure = await host.FailAsync("s3cretPart", Key);

        failure.Kind.Should().Be(FailureKind.NeedsAttention);
        failure.Remedy.Should().Contain("private ones are not called");
        receiver.Received.Should().BeEmpty();
    }

    [Fact]
    public async Task A_body_lists_two_hundred_groups_and_counts_the_others()
    {
        await using SendingHost host = Host();
        await host.SendAsync(SendingHost.Message(groups: [.. Enumerable.Range(0, 1000).Select(i => SendingHost.Group($"acme/quickbooks/{i}"))]));

        using JsonDocument json = JsonDocument.Parse(receiver.Received.Single().Body);
        JsonElement data = json.RootElement.GetProperty("data");
        data.GetProperty("groups").GetArrayLength().Should().Be(200);
        data.GetProperty("omitted").GetInt32().Should().Be(800);
    }

    [Fact]
    public async Task A_sink_takes_the_kinds_it_was_given_and_several_stand_side_by_side()
    {
        await using SendingHost host = new(builder => builder
            .AddHttpNotifications(options => Set(options, "/a"), "a")
            .AddHttpNotifications(options => Set(options, "/b"), "b")
            .AddHttpNotifications(options => options.Kinds.Add(NotificationKind.DeadLetters), "b"));

        host.Sinks.Select(sink => sink.Name).Should().Equal("a", "b");
        host.Sinks.Select(sink => sink.Takes(new("acme"), NotificationKind.LanePaused)).Should().Equal(true, false);
        host.Sinks.Select(sink => sink.Takes(new("acme"), NotificationKind.DeadLetters)).Should().Equal(true, true);
        foreach (INotificationSink sink in host.Sinks)
        {
            await sink.SendAsync(SendingHost.Message(), TestContext.Current.CancellationToken);
        }

        receiver.Received.Select(request => request.Path).Should().Equal("/a", "/b");
    }

    private SendingHost Host(Action<HttpNotificationOptions>? configure = null) => new(builder => builder.AddHttpNotifications(options =>
    {
        Set(options, SecretPath);
        configure?.Invoke(options);
    }));

    private void Set(HttpNotificationOptions options, string path)
    {
        options.Url = new Uri(receiver.Url, path);
        options.Secret = Key;
    }
}

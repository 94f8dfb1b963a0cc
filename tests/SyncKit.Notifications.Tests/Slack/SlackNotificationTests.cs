using Microsoft.AspNetCore.Http;
using SyncKit.Faults;

namespace SyncKit.Notifications.Tests.Slack;

/// <summary>A chat on the wire.</summary>
public sealed class SlackNotificationTests : IAsyncLifetime
{
    private const string SecretPath = "/services/T0123/B0456/abcDEF789";

    private Receiver receiver = null!;

    public async ValueTask InitializeAsync() => receiver = await Receiver.StartAsync();

    public ValueTask DisposeAsync() => receiver.DisposeAsync();

    [Fact]
    public async Task A_chat_gets_json_and_no_signature()
    {
        receiver.Answer = context => context.Response.WriteAsync("ok", context.RequestAborted);
        await using SendingHost host = new(builder => builder.AddSlackNotifications(options => options.Url = new Uri(receiver.Url, SecretPath)));
        await host.SendAsync();

        var (path, headers, _) = receiver.Received.Should().ContainSingle().Subject;
        path.Should().Be(SecretPath);
        headers["Content-Type"].Should().StartWith("application/json");
        headers.Keys.Should().NotContain("webhook-signature");
        SendingHost.Secretless(host.Log.Lines, "abcDEF789", "T0123");
    }

    [Fact]
    public async Task A_webhook_that_was_revoked_shows_no_part_of_its_address()
    {
        receiver.Answer = context =>
        {
            context.Response.StatusCode = 403;
            return context.Response.WriteAsync($"invalid_token {context.Request.Path}", context.RequestAborted);
        };
        await using SendingHost host = new(builder => builder.AddSlackNotifications(options => options.Url = new Uri(receiver.Url, SecretPath)));

        Failure failure = await host.FailAsync("abcDEF789", "T0123");

        failure.Kind.Should().Be(FailureKind.NeedsAttention);
        host.Log.Lines.Should().Contain(line => line.Contains($"127.0.0.1:{receiver.Url.Port}/***"));
    }

    [Fact]
    public async Task A_tenant_without_a_chat_is_not_told()
    {
        await using SendingHost host = new(builder => builder.AddSlackNotifications(options => options.Route = (_, _) => ValueTask.FromResult<Uri?>(null)));
        await host.SendAsync();

        receiver.Received.Should().BeEmpty();
    }
}

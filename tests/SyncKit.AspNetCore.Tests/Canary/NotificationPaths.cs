using Microsoft.Extensions.DependencyInjection;
using SyncKit.Notifications;

namespace SyncKit.AspNetCore.Tests.Canary;

/// <summary>How people are told, where nobody takes it.</summary>
internal sealed class NotificationPaths(CanaryWorld world)
{
    public Task WalkAsync() => world.StepAsync("receivers, a chat and a mail server that refuse and repeat what they were told", async () =>
    {
        IServiceProvider services = world.Host.Services;
        DateTimeOffset now = DateTimeOffset.UtcNow;
        NotificationMessage message = new()
        {
            Id = "0195f3a1b2c34d5e8f90a1b2c3d4e5f6",
            Tenant = CanaryWorld.Acme,
            At = now,
            Groups =
            [
                new NotificationGroup
                {
                    Kind = NotificationKind.NeedsReconnect,
                    Subject = "acme/quickbooks/books",
                    Code = "quickbooks.reconnect",
                    Message = "QuickBooks refused the key.",
                    Remedy = "Connect it again.",
                    Count = 1,
                    FirstAt = now,
                    LastAt = now,
                },
            ],
        };
        INotificationSink[] sinks = [.. services.GetServices<INotificationSink>().Where(static sink => sink.Name != "log")];
        sinks.Select(static sink => sink.Name).Should().BeEquivalentTo("http", "slack", "mail");
        foreach (INotificationSink sink in sinks)
        {
            await world.CatchAsync($"sink {sink.Name}", () => sink.SendAsync(message, TestContext.Current.CancellationToken));
        }

        world.Mail.Refused.Should().BePositive();
        using SemaphoreSlim told = new(0);
        Func<Seen, Reply?> refuse = world.NoticeDoor.Answer;
        world.NoticeDoor.Answer = seen =>
        {
            told.Release();
            return refuse(seen);
        };
        await services.GetRequiredService<Notifier>().NotifyAsync(
            new Notification(CanaryWorld.Acme, NotificationKind.TokenEdge, "acme/quickbooks/books", "canary", "The access ends soon.", "Connect it again.", now),
            TestContext.Current.CancellationToken);
        (await told.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken)).Should().BeTrue("the outbox is emptied");
        world.NoticeDoor.Answer = refuse;
        world.Expect(await world.Client.SendAsync(HttpMethod.Get, world.Host.At("/synckit/operator/notifications"), bearer: world.Secrets.OperatorToken), 200);
    });
}

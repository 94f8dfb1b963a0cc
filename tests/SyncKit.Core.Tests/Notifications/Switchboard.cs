using Microsoft.Extensions.DependencyInjection;
using SyncKit.Connections;
using SyncKit.Core.Tests.World;
using SyncKit.Hosting;
using SyncKit.Notifications;

namespace SyncKit.Core.Tests.Notifications;

/// <summary>A scene whose hosts send through two recording sinks that outlive them.</summary>
internal sealed class Switchboard
{
    public Scene Scene { get; } = new();

    public RecordingSink Mail { get; } = new("mail");

    public RecordingSink Chat { get; } = new("chat");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public Host Start(Action<NotificationOptions>? configure = null, bool background = false, params INotificationSink[] more)
    {
        void Extend(SyncKitBuilder builder)
        {
            foreach (INotificationSink sink in (INotificationSink[])[Mail, Chat, .. more])
            {
                builder.Services.AddSingleton(sink);
            }

            builder.WithNotifications(configure ?? (_ => { }));
        }

        return Scene.Start(configure: options => options.RunInBackground = background, extend: Extend);
    }

    public static Notifier Notifier(Host host) => host.Services.GetRequiredService<Notifier>();

    public static NotificationSender Sender(Host host) => host.Services.GetRequiredService<NotificationSender>();

    public static Task TellAsync(Host host, Notification notification) => Notifier(host).NotifyAsync(notification, Token);

    public static Task<int> SendAsync(Host host) => Sender(host).SendDueAsync(Token);

    public Notification Notice(NotificationKind kind, string subject, TenantId? tenant = null) => new(
        tenant ?? Scene.Acme, kind, subject, "the.code", $"{subject} is down.", "Look at it.", Scene.Time.GetUtcNow());
}

using System.Collections.Concurrent;
using SyncKit.Connections;
using SyncKit.Notifications;

namespace SyncKit.Core.Tests.Notifications;

/// <summary>A sink that keeps what it was given, and fails when it is told to.</summary>
internal sealed class RecordingSink(string name) : INotificationSink
{
    public string Name { get; } = name;

    public ConcurrentQueue<NotificationMessage> Sent { get; } = new();

    public Func<NotificationMessage, CancellationToken, Task>? Before { get; set; }

    public Func<TenantId, NotificationKind, bool> Route { get; set; } = (_, _) => true;

    public bool Takes(TenantId tenant, NotificationKind kind) => Route(tenant, kind);

    public async Task SendAsync(NotificationMessage message, CancellationToken cancellationToken)
    {
        if (Before is { } before)
        {
            await before(message, cancellationToken);
        }

        Sent.Enqueue(message);
    }
}

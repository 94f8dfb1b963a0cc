using SyncKit.Connections;
using SyncKit.Notifications;

namespace SyncKit.Testing.InMemory;

internal sealed class InMemoryNotificationStore(InMemoryStorage storage, TimeProvider time) : INotificationStore
{
    public Task<bool> RecordAsync(Notification notification, TimeSpan delay, TimeSpan quiet, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(notification);
        lock (storage.Gate)
        {
            var key = (notification.Tenant, notification.Kind, notification.Subject, notification.Code);
            NotificationState? old = storage.Notifications.GetValueOrDefault(key);
            if (old is not null && notification.Began is { } began && old.Group.LastAt >= began)
            {
                return Task.FromResult(false);
            }

            DateTimeOffset due = time.GetUtcNow() + delay;
            due = old?.ToldAt is { } told && told + quiet > due ? told + quiet : due;
            storage.Notifications[key] = old is null
                ? new NotificationState(First(notification), due, null)
                : old with { Group = Next(old.Group, notification), DueAt = old.DueAt < due ? old.DueAt : due };
            return Task.FromResult(true);
        }
    }

    public Task<bool> WithdrawAsync(TenantId tenant, NotificationKind kind, string subject, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            var keys = storage.Notifications.Keys
                .Where(key => key.Tenant == tenant && key.Kind == kind && string.Equals(key.Subject, subject, StringComparison.Ordinal))
                .ToArray();
            bool waited = keys.Any(key => storage.Notifications[key].DueAt is not null);
            foreach (var key in keys)
            {
                NotificationState old = storage.Notifications[key];
                storage.Notifications[key] = old with { Group = old.Group with { Count = 0, Figure = null }, DueAt = null };
            }

            return Task.FromResult(waited);
        }
    }

    public Task<NotificationGroup?> FindAsync(
        TenantId tenant, NotificationKind kind, string subject, string code, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            return Task.FromResult(storage.Notifications.GetValueOrDefault((tenant, kind, subject, code))?.Group);
        }
    }

    public Task<IReadOnlyList<NotificationGroup>> ListAsync(TenantId tenant, int most, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            return Task.FromResult<IReadOnlyList<NotificationGroup>>(
            [
                .. storage.Notifications.Where(entry => entry.Key.Tenant == tenant).Select(entry => entry.Value.Group)
                    .OrderByDescending(group => group.LastAt).ThenBy(group => group.Kind)
                    .ThenBy(group => group.Subject, StringComparer.Ordinal).ThenBy(group => group.Code, StringComparer.Ordinal)
                    .Take(most),
            ]);
        }
    }

    private static NotificationGroup First(Notification notification) => new()
    {
        Kind = notification.Kind,
        Subject = notification.Subject,
        Code = notification.Code,
        Message = notification.Message,
        Remedy = notification.Remedy,
        Figure = notification.Figure,
        Count = 1,
        FirstAt = notification.At,
        LastAt = notification.At,
    };

    private static NotificationGroup Next(NotificationGroup group, Notification notification)
    {
        bool anew = group.Count == 0;
        NotificationGroup next = anew || notification.At >= group.LastAt
            ? group with { Message = notification.Message, Remedy = notification.Remedy, Figure = notification.Figure }
            : group;
        return next with
        {
            Count = group.Count + 1,
            FirstAt = anew || notification.At < group.FirstAt ? notification.At : group.FirstAt,
            LastAt = notification.At > group.LastAt ? notification.At : group.LastAt,
        };
    }
}

using SyncKit.Connections;
using SyncKit.Notifications;

namespace SyncKit.Testing.InMemory;

internal sealed class InMemoryNotificationOutbox(InMemoryStorage storage, TimeProvider time) : INotificationOutbox
{
    public Task<int> GatherAsync(IReadOnlyCollection<string> sinks, TimeSpan interval, int most, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(sinks);
        lock (storage.Gate)
        {
            DateTimeOffset now = time.GetUtcNow();
            TenantId[] due =
            [
                .. storage.Notifications.Where(entry => entry.Value.DueAt <= now)
                    .GroupBy(entry => entry.Key.Tenant)
                    .Where(tenant => !storage.Messages.Any(message => message.Tenant == tenant.Key && message.At > now - interval))
                    .OrderBy(tenant => tenant.Min(entry => entry.Value.DueAt)).ThenBy(tenant => tenant.Key.Value, StringComparer.Ordinal)
                    .Select(tenant => tenant.Key)
                    .Take(most),
            ];
            foreach (TenantId tenant in due)
            {
                Gather(tenant, sinks, now);
            }

            return Task.FromResult(due.Length);
        }
    }

    public Task<IReadOnlyList<NotificationDelivery>> ClaimAsync(string sink, int most, TimeSpan life, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentException.ThrowIfNullOrEmpty(sink);
        lock (storage.Gate)
        {
            DateTimeOffset now = time.GetUtcNow();
            NotificationTurn[] claimed =
            [
                .. storage.Turns.Where(turn => string.Equals(turn.Sink, sink, StringComparison.Ordinal) && turn.NotBefore <= now)
                    .OrderBy(turn => turn.NotBefore)
                    .ThenBy(turn => turn.Message.Tenant.Value, StringComparer.Ordinal).ThenBy(turn => turn.Message.Id, StringComparer.Ordinal)
                    .Take(most),
            ];
            foreach (NotificationTurn turn in claimed)
            {
                turn.Attempts++;
                turn.NotBefore = now + life;
            }

            return Task.FromResult<IReadOnlyList<NotificationDelivery>>(
                [.. claimed.Select(turn => new NotificationDelivery(sink, turn.Attempts, turn.Message))]);
        }
    }

    public Task CompleteAsync(NotificationDelivery delivery, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            if (Find(delivery) is { } turn)
            {
                storage.Turns.Remove(turn);
            }

            return Task.CompletedTask;
        }
    }

    public Task<bool> PostponeAsync(NotificationDelivery delivery, TimeSpan wait, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            if (Find(delivery) is not { } turn || turn.Attempts != delivery.Attempt)
            {
                return Task.FromResult(false);
            }

            turn.NotBefore = time.GetUtcNow() + wait;
            return Task.FromResult(true);
        }
    }

    public Task<int> PurgeAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            DateTimeOffset before = time.GetUtcNow() - age;
            storage.Turns.RemoveAll(turn => turn.Message.At < before);
            int messages = storage.Messages.RemoveAll(message => message.At < before);
            var idle = storage.Notifications
                .Where(entry => entry.Value.DueAt is null && entry.Value.Group.LastAt < before && !(entry.Value.ToldAt >= before))
                .Select(entry => entry.Key)
                .ToArray();
            foreach (var key in idle)
            {
                storage.Notifications.Remove(key);
            }

            return Task.FromResult(messages + idle.Length);
        }
    }

    private void Gather(TenantId tenant, IReadOnlyCollection<string> sinks, DateTimeOffset now)
    {
        var due = storage.Notifications.Where(entry => entry.Key.Tenant == tenant && entry.Value.DueAt <= now)
            .OrderBy(entry => entry.Key.Kind)
            .ThenBy(entry => entry.Key.Subject, StringComparer.Ordinal).ThenBy(entry => entry.Key.Code, StringComparer.Ordinal)
            .ToArray();
        NotificationMessage message = new()
        {
            Id = Guid.CreateVersion7(now).ToString("N"),
            Tenant = tenant,
            At = now,
            Groups = [.. due.Select(entry => entry.Value.Group)],
        };
        storage.Messages.Add(message);
        storage.Turns.AddRange(sinks.Select(sink => new NotificationTurn { Message = message, Sink = sink, NotBefore = now }));
        foreach (var (key, state) in due)
        {
            storage.Notifications[key] = new NotificationState(
                state.Group with { Count = 0, TimesTold = state.Group.TimesTold + 1 }, null, now);
        }
    }

    private NotificationTurn? Find(NotificationDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return storage.Turns.Find(turn =>
            turn.Message.Tenant == delivery.Message.Tenant
            && string.Equals(turn.Message.Id, delivery.Message.Id, StringComparison.Ordinal)
            && string.Equals(turn.Sink, delivery.Sink, StringComparison.Ordinal));
    }
}

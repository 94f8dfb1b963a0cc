using SyncKit.Connections;
using SyncKit.Webhooks;

namespace SyncKit.Testing.InMemory;

internal sealed class InMemoryWebhookHistory(InMemoryStorage storage, TimeProvider time) : IWebhookHistory
{
    public Task FoundAsync(ConnectionId connection, IReadOnlyList<ToldRecord> found, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        DateTimeOffset now = time.GetUtcNow();
        lock (storage.Gate)
        {
            foreach (ToldRecord record in found)
            {
                InMemoryToldRecord known = storage.ToldOf(connection, record.Kind, record.Id);
                if (record.ModifiedAt > known.Found)
                {
                    known.Found = record.ModifiedAt;
                    known.FoundAt = now;
                    known.TouchedAt = now;
                    known.IsOpen = true;
                }
            }

            return Task.CompletedTask;
        }
    }

    public Task<WebhookTally> JudgeAsync(ConnectionId connection, DateTimeOffset foundUntil, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        DateOnly day = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        lock (storage.Gate)
        {
            WebhookTally all = default;
            foreach (((ConnectionId of, string kind, _), InMemoryToldRecord record) in storage.Told)
            {
                if (of != connection || !record.IsOpen || record.FoundAt > foundUntil)
                {
                    continue;
                }

                DateTimeOffset whole = storage.Told.GetValueOrDefault((connection, kind, string.Empty))?.Told ?? default;
                bool delivered = record.Told >= record.Found || whole >= record.Found;
                record.IsOpen = false;
                all = delivered ? all with { Delivered = all.Delivered + 1 } : all with { Lost = all.Lost + 1 };
                storage.CountWebhooks(connection, kind, day, delivered ? new(kind, 0, 1, 0, null) : new(kind, 0, 0, 1, null));
            }

            return Task.FromResult(all);
        }
    }

    public Task<IReadOnlyList<WebhookKindHealth>> ReportAsync(
        ConnectionId connection, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            return Task.FromResult<IReadOnlyList<WebhookKindHealth>>(
            [
                .. storage.WebhookDays
                    .Where(entry => entry.Key.Connection == connection && entry.Key.Day >= from && entry.Key.Day <= to)
                    .GroupBy(entry => entry.Key.Kind, entry => entry.Value, StringComparer.Ordinal)
                    .OrderBy(kind => kind.Key, StringComparer.Ordinal)
                    .Select(kind => new WebhookKindHealth(
                        kind.Key,
                        kind.Sum(day => day.Received),
                        kind.Sum(day => day.Delivered),
                        kind.Sum(day => day.Lost),
                        kind.Max(day => day.LastReceivedAt))),
            ]);
        }
    }

    public Task<long> ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        DateOnly day = DateOnly.FromDateTime(before.UtcDateTime);
        lock (storage.Gate)
        {
            long forgotten = Remove(storage.Deliveries, entry => entry.Value < before);
            Remove(storage.Told, entry => entry.Value.TouchedAt < before && !entry.Value.IsOpen);
            Remove(storage.WebhookDays, entry => entry.Key.Day < day);
            return Task.FromResult(forgotten);
        }
    }

    private static long Remove<TKey, TValue>(Dictionary<TKey, TValue> from, Func<KeyValuePair<TKey, TValue>, bool> isOld)
        where TKey : notnull
    {
        TKey[] old = [.. from.Where(isOld).Select(entry => entry.Key)];
        foreach (TKey key in old)
        {
            from.Remove(key);
        }

        return old.Length;
    }
}

using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Inbox;
using SyncKit.Ledger;
using SyncKit.Webhooks;

namespace SyncKit.Testing.InMemory;

internal sealed class InMemorySyncStateStore(InMemoryStorage storage, TimeProvider time) : ISyncStateStore
{
    public Task<StreamPosition?> FindPositionAsync(StreamId stream, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            return Task.FromResult(storage.Positions.GetValueOrDefault(stream));
        }
    }

    public Task<CommitReceipt> CommitAsync(
        StreamId stream,
        IReadOnlyList<Change> changes,
        StreamPosition? position,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        EnsureOwn(stream, changes);
        lock (storage.Gate)
        {
            return Task.FromResult(Commit(stream, changes, position));
        }
    }

    public Task<CommitReceipt?> ReceiveAsync(
        StreamId stream,
        IReadOnlyList<Change> changes,
        StreamPosition? position,
        WebhookMark mark,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        EnsureOwn(stream, changes);
        ArgumentNullException.ThrowIfNull(mark);
        if (mark.Connection.Tenant != stream.Source.Tenant)
        {
            throw new ArgumentException($"{mark.Connection} does not belong to the tenant of {stream}.", nameof(mark));
        }

        lock (storage.Gate)
        {
            if (mark.Keys.Count > 0 && mark.Keys.All(key => storage.Deliveries.ContainsKey((mark.Connection, key))))
            {
                return Task.FromResult<CommitReceipt?>(null);
            }

            Remember(mark, time.GetUtcNow());
            return Task.FromResult<CommitReceipt?>(Commit(stream, changes, position));
        }
    }

    public Task ForgetPositionAsync(StreamId stream, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            storage.Positions.Remove(stream);
            return Task.CompletedTask;
        }
    }

    private static void EnsureOwn(StreamId stream, IReadOnlyList<Change> changes)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(changes);
        TenantId tenant = stream.Source.Tenant;
        if (changes.FirstOrDefault(change => change.Lane.Tenant != tenant || change.Record.Source.Tenant != tenant) is { } foreign)
        {
            throw new ArgumentException($"{foreign.Record} to {foreign.Lane} does not belong to the tenant of {stream}.", nameof(changes));
        }
    }

    private void Remember(WebhookMark mark, DateTimeOffset now)
    {
        foreach (string key in mark.ForgottenKeys)
        {
            storage.Deliveries.Remove((mark.Connection, key));
        }

        foreach (string key in mark.Keys)
        {
            storage.Deliveries[(mark.Connection, key)] = now;
        }

        foreach (ToldRecord told in mark.Told)
        {
            InMemoryToldRecord known = storage.ToldOf(mark.Connection, told.Kind, told.Id);
            known.Told = told.ModifiedAt > known.Told ? told.ModifiedAt : known.Told;
            known.TouchedAt = now;
        }

        foreach (string kind in mark.Told.Select(told => told.Kind).Distinct(StringComparer.Ordinal))
        {
            storage.CountWebhooks(mark.Connection, kind, DateOnly.FromDateTime(now.UtcDateTime), new WebhookKindHealth(kind, 1, 0, 0, now));
        }
    }

    private CommitReceipt Commit(StreamId stream, IReadOnlyList<Change> changes, StreamPosition? position)
    {
        CommitReceipt receipt = default;
        foreach (Change change in changes)
        {
            CommitReceipt one = Take(change);
            receipt += one;
            storage.Count(
                stream.Source.Tenant, change.Flow, FlowCounts.Zero with { Entered = 1, Superseded = one.Superseded, Unchanged = one.Unchanged });
        }

        if (position is not null)
        {
            storage.Positions[stream] = position;
        }

        return receipt;
    }

    private CommitReceipt Take(Change change)
    {
        if (storage.Inbox.TryGetValue((change.Flow, change.Record), out InboxItem? waiting))
        {
            Change old = waiting.Change;
            bool isOlder = change.ModifiedAt < old.ModifiedAt;
            if (!isOlder && !IsSame(change, old.Hash, old.IsDeleted))
            {
                Change next = change.ModifiedAt == old.ModifiedAt ? Thin(change) : Copy(change);
                ChangePriority priority = change.Priority < old.Priority ? change.Priority : old.Priority;
                Put(waiting.Sequence, waiting.Revision + 1, next with { Priority = priority });
            }

            return new CommitReceipt(0, 1, 0);
        }

        if (storage.Records.TryGetValue((change.Flow, change.Record), out LedgerRecord? settled) && settled.Lane == change.Lane)
        {
            if (change.ModifiedAt < settled.ModifiedAt)
            {
                return new CommitReceipt(0, 1, 0);
            }

            if (IsSame(change, settled.Hash, settled.IsDeleted))
            {
                return new CommitReceipt(0, 0, 1);
            }

            if (change.ModifiedAt == settled.ModifiedAt)
            {
                change = Thin(change);
            }
        }

        Put(++storage.LastSequence, 1, Copy(change));
        return new CommitReceipt(1, 0, 0);
    }

    private void Put(long sequence, int revision, Change change)
    {
        storage.LaneOf(change.Lane);
        storage.Inbox[(change.Flow, change.Record)] = new InboxItem(sequence, revision, 0, change);
    }

    private static bool IsSame(Change change, ContentHash hash, bool isDeleted) =>
        change.IsDeleted || isDeleted ? change.IsDeleted == isDeleted : !change.Hash.IsUnknown && change.Hash == hash;

    private static Change Thin(Change change) => change with { Payload = default, Hash = default, IsDeleted = false };

    // The caller may use its buffer again.
    private static Change Copy(Change change) => change with { Payload = change.Payload.ToArray() };
}

using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Inbox;
using SyncKit.Ledger;

namespace SyncKit.Testing.InMemory;

internal sealed class InMemorySyncStateStore(InMemoryStorage storage) : ISyncStateStore
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
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(changes);
        TenantId tenant = stream.Source.Tenant;
        if (changes.FirstOrDefault(change => change.Lane.Tenant != tenant || change.Record.Source.Tenant != tenant) is { } foreign)
        {
            throw new ArgumentException($"{foreign.Record} to {foreign.Lane} does not belong to the tenant of {stream}.", nameof(changes));
        }

        lock (storage.Gate)
        {
            CommitReceipt receipt = default;
            foreach (Change change in changes)
            {
                CommitReceipt one = Take(change);
                receipt += one;
                storage.Count(
                    tenant, change.Flow, FlowCounts.Zero with { Entered = 1, Superseded = one.Superseded, Unchanged = one.Unchanged });
            }

            if (position is not null)
            {
                storage.Positions[stream] = position;
            }

            return Task.FromResult(receipt);
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

using SyncKit.Connections;
using SyncKit.Inbox;
using SyncKit.Intents;
using SyncKit.Lanes;

namespace SyncKit.Testing.InMemory;

internal sealed class InMemoryLaneStore(InMemoryStorage storage, TimeProvider time) : ILaneStore
{
    public Task<IReadOnlyList<LaneLease>> AcquireAsync(string owner, int most, TimeSpan life, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentException.ThrowIfNullOrEmpty(owner);
        lock (storage.Gate)
        {
            DateTimeOffset now = time.GetUtcNow();
            return Task.FromResult<IReadOnlyList<LaneLease>>([.. ListDue(most, now).Select(lane => TakeOver(lane, owner, now, life))]);
        }
    }

    public Task<IReadOnlyList<ConnectionId>> ListDueAsync(int most, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            return Task.FromResult(ListDue(most, time.GetUtcNow()));
        }
    }

    public Task<LaneLease?> AcquireLaneAsync(ConnectionId lane, string owner, TimeSpan life, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(lane);
        ArgumentException.ThrowIfNullOrEmpty(owner);
        lock (storage.Gate)
        {
            DateTimeOffset now = time.GetUtcNow();
            LaneState state = storage.LaneOf(lane);
            return Task.FromResult(state.LeaseUntil <= now && state.PausedUntil <= now ? TakeOver(lane, owner, now, life) : null);
        }
    }

    public Task<LaneLease?> RenewAsync(LaneLease lease, TimeSpan life, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            if (Held(lease) is not { } lane)
            {
                return Task.FromResult<LaneLease?>(null);
            }

            lane.LeaseUntil = time.GetUtcNow() + life;
            return Task.FromResult<LaneLease?>(lease with { ExpiresAt = lane.LeaseUntil });
        }
    }

    public Task ReleaseAsync(LaneLease lease, LaneRelease release, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(release);
        lock (storage.Gate)
        {
            if (Held(lease) is { } lane)
            {
                lane.Owner = null;
                lane.LeaseUntil = default;
                lane.LastServed = time.GetUtcNow();
                lane.PausedUntil = release.PausedUntil > lane.PausedUntil ? release.PausedUntil.Value : lane.PausedUntil;
                lane.Budget = release.Budget ?? lane.Budget;
            }

            return Task.CompletedTask;
        }
    }

    public Task<IReadOnlyList<InboxItem>> TakeAsync(LaneLease lease, int most, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            if (Held(lease) is null)
            {
                return Task.FromResult<IReadOnlyList<InboxItem>>([]);
            }

            DateTimeOffset now = time.GetUtcNow();
            return Task.FromResult<IReadOnlyList<InboxItem>>(
            [
                .. storage.Inbox.Values
                    .Where(item => item.Change.Lane == lease.Lane && item.Change.NotBefore <= now)
                    .OrderBy(item => item.Change.Priority).ThenBy(item => item.Sequence)
                    .Take(most),
            ]);
        }
    }

    public Task<IReadOnlyList<Intent>> ListIntentsAsync(LaneLease lease, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            return Task.FromResult<IReadOnlyList<Intent>>(
                Held(lease) is null ? [] : [.. storage.Intents.Where(row => row.Lane == lease.Lane).Select(row => row.Intent)]);
        }
    }

    public Task<bool> SettleAsync(LaneLease lease, Settlement settlement, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(settlement);
        settlement.EnsureFits(lease.Lane);
        lock (storage.Gate)
        {
            if (Held(lease) is not { } lane)
            {
                return Task.FromResult(false);
            }

            new InMemorySettlement(storage, lease.Lane).Run(settlement);
            lane.Budget = settlement.Budget ?? lane.Budget;
            return Task.FromResult(true);
        }
    }

    public Task PauseAsync(ConnectionId lane, DateTimeOffset until, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(lane);
        lock (storage.Gate)
        {
            storage.LaneOf(lane).PausedUntil = until;
            return Task.CompletedTask;
        }
    }

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            return Task.FromResult(storage.Lanes.Min(lane =>
                FirstDue(lane.Key) is { } due ? new[] { due, lane.Value.PausedUntil, lane.Value.LeaseUntil }.Max() : (DateTimeOffset?)null));
        }
    }

    public Task<LaneWait?> FindLongestWaitingAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            DateTimeOffset now = time.GetUtcNow();
            return Task.FromResult(storage.Lanes
                .Where(lane => lane.Value.LeaseUntil <= now && lane.Value.PausedUntil <= now && FirstDue(lane.Key) <= now)
                .Select(lane => new LaneWait(
                    lane.Key, new[] { FirstDue(lane.Key)!.Value, lane.Value.PausedUntil, lane.Value.LeaseUntil, lane.Value.LastServed }.Max()))
                .OrderBy(wait => wait.Since).ThenBy(wait => wait.Lane.ToString(), StringComparer.Ordinal)
                .FirstOrDefault());
        }
    }

    private IReadOnlyList<ConnectionId> ListDue(int most, DateTimeOffset now) =>
    [
        .. storage.Lanes
            .Where(lane => lane.Value.LeaseUntil <= now && lane.Value.PausedUntil <= now && FirstDue(lane.Key) <= now)
            .OrderBy(lane => lane.Value.LastServed).ThenBy(lane => lane.Key.ToString(), StringComparer.Ordinal)
            .Select(lane => lane.Key)
            .Take(most),
    ];

    private DateTimeOffset? FirstDue(ConnectionId lane) => storage.Inbox.Values
        .Where(item => item.Change.Lane == lane)
        .Select(item => (DateTimeOffset?)item.Change.NotBefore)
        .Concat(storage.Intents.Where(row => row.Lane == lane).Select(row => (DateTimeOffset?)row.Intent.CreatedAt))
        .Min();

    private LaneLease TakeOver(ConnectionId id, string owner, DateTimeOffset now, TimeSpan life)
    {
        LaneState lane = storage.Lanes[id];
        lane.Epoch++;
        lane.Owner = owner;
        lane.LeaseUntil = now + life;
        lane.LastServed = now;
        return new LaneLease(id, lane.Epoch, owner, lane.LeaseUntil, lane.Budget);
    }

    private LaneState? Held(LaneLease lease)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return storage.Lanes.TryGetValue(lease.Lane, out LaneState? lane)
            && lane.Epoch == lease.Epoch
            && string.Equals(lane.Owner, lease.Owner, StringComparison.Ordinal)
            && lane.LeaseUntil > time.GetUtcNow()
            ? lane
            : null;
    }
}

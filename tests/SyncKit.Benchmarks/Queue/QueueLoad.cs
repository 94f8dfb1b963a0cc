using System.Diagnostics;
using System.Text;
using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Inbox;
using SyncKit.Lanes;
using SyncKit.Ledger;

namespace SyncKit.Benchmarks.Queue;

/// <summary>Changes of 300 bytes for many lanes, put in one by one and taken out in leases, through the stores' own contracts.</summary>
/// <param name="state">Where changes come in.</param>
/// <param name="lanes">Where lanes are leased.</param>
/// <param name="laneCount">How many lanes the changes are for; one per tenant.</param>
internal sealed class QueueLoad(ISyncStateStore state, ILaneStore lanes, int laneCount)
{
    private const string Flow = "orders-to-books";

    private const int PerPacedLease = 10;

    private static readonly TimeSpan LeaseInterval = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);
    private static readonly byte[] Payload = Encoding.UTF8.GetBytes(new string('x', 300));

    private int paced = 1_000_000;

    /// <summary>Commits changes one at a time from several producers at once.</summary>
    /// <returns>Changes per second.</returns>
    public async Task<double> EnqueueAsync(int count, int producers, int perCommit = 1)
    {
        int next = 0;
        long started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, producers).Select(_ => Task.Run(async () =>
        {
            while (true)
            {
                int first = Interlocked.Add(ref next, perCommit) - perCommit;
                if (first >= count)
                {
                    return;
                }

                int tenant = first / perCommit % laneCount;
                await state.CommitAsync(
                    Stream(tenant), [.. Enumerable.Range(first, Math.Min(perCommit, count - first)).Select(id => Change(tenant, id))], null, CancellationToken.None);
            }
        })));
        return count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Leases lanes, takes items, settles them with a ledger row each and gives the lanes back, until nothing is left.</summary>
    /// <param name="workers">How many owners work at once.</param>
    /// <param name="perLease">The most items of one lease.</param>
    /// <param name="lanesAtOnce">How many lanes an owner leases in one call.</param>
    public async Task<DrainFigures> DrainAsync(int workers, int perLease, int lanesAtOnce = 1)
    {
        long settled = 0;
        long started = Stopwatch.GetTimestamp();
        List<double>[] claims = await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(async () =>
        {
            List<double> mine = [];
            int idle = 0;
            while (idle < 3)
            {
                long asked = Stopwatch.GetTimestamp();
                IReadOnlyList<LaneLease> leases = await lanes.AcquireAsync($"worker-{worker}", lanesAtOnce, Life, CancellationToken.None);
                mine.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
                idle = leases.Count == 0 ? idle + 1 : 0;
                foreach (LaneLease lease in leases)
                {
                    Interlocked.Add(ref settled, await WorkAsync(lease, perLease));
                }
            }

            return mine;
        })));
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        double[] sorted = [.. claims.SelectMany(each => each).Order()];
        return new DrainFigures(settled, settled / seconds, sorted[sorted.Length / 2], sorted[sorted.Length * 99 / 100]);
    }

    /// <summary>
    /// Puts ten items in and works one lease off, two hundred times a second at the most, one after the other.
    /// </summary>
    public async Task<DrainFigures> PaceAsync(TimeSpan duration)
    {
        List<double> claims = [];
        long settled = 0;
        long started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) is var elapsed && elapsed < duration)
        {
            TimeSpan ahead = (claims.Count * LeaseInterval) - elapsed;
            if (ahead > TimeSpan.Zero)
            {
                await Task.Delay(ahead);
            }

            int tenant = claims.Count % laneCount;
            Change[] changes = [.. Enumerable.Range(0, PerPacedLease).Select(_ => Change(tenant, paced++))];
            await state.CommitAsync(Stream(tenant), changes, null, CancellationToken.None);
            long asked = Stopwatch.GetTimestamp();
            IReadOnlyList<LaneLease> leases = await lanes.AcquireAsync("paced", 1, Life, CancellationToken.None);
            claims.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            foreach (LaneLease lease in leases)
            {
                settled += await WorkAsync(lease, PerPacedLease);
            }
        }

        double[] sorted = [.. claims.Order()];
        return new DrainFigures(
            settled, settled / Stopwatch.GetElapsedTime(started).TotalSeconds, sorted[sorted.Length / 2], sorted[sorted.Length * 99 / 100]);
    }

    private async Task<int> WorkAsync(LaneLease lease, int perLease)
    {
        IReadOnlyList<InboxItem> items = await lanes.TakeAsync(lease, perLease, CancellationToken.None);
        if (!await lanes.SettleAsync(lease, new Settlement { Outcomes = [.. items.Select(Written)] }, CancellationToken.None))
        {
            throw new InvalidOperationException($"The lease of {lease.Lane} was lost.");
        }

        await lanes.ReleaseAsync(lease, new LaneRelease(), CancellationToken.None);
        return items.Count;
    }

    private static ItemOutcome Written(InboxItem item) => new()
    {
        Item = item,
        Kind = OutcomeKind.Written,
        Record = new LedgerRecord
        {
            Flow = item.Change.Flow,
            Record = item.Change.Record,
            Lane = item.Change.Lane,
            State = LedgerState.Written,
            ModifiedAt = item.Change.ModifiedAt,
            Hash = item.Change.Hash,
            Total = 25.00m,
            Currency = "USD",
            SettledAt = item.Change.ModifiedAt,
        },
    };

    private static StreamId Stream(int tenant) => new(new ConnectionId(Tenant(tenant), "woocommerce", "shop"), "order");

    private static TenantId Tenant(int tenant) => new($"tenant-{tenant}");

    private static Change Change(int tenant, int id) => new()
    {
        Flow = Flow,
        Lane = new ConnectionId(Tenant(tenant), "quickbooks", "books"),
        Record = new RecordKey(new ConnectionId(Tenant(tenant), "woocommerce", "shop"), "order", $"{id}"),
        ModifiedAt = DateTimeOffset.UnixEpoch,
        Priority = ChangePriority.Incremental,
        NotBefore = DateTimeOffset.UnixEpoch,
        Payload = Payload,
        Hash = ContentHash.Of(Encoding.UTF8.GetBytes($"{id}")),
    };
}

using SyncKit.Connections;
using SyncKit.Runs;

namespace SyncKit.Testing.InMemory;

internal sealed class InMemoryRunStore(InMemoryStorage storage, TimeProvider time) : IRunStore
{
    private InMemoryRunRows Runs => storage.Runs;

    public Task<SyncRun> EnqueueAsync(SyncRun run, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(run);
        lock (storage.Gate)
        {
            return Task.FromResult(Runs.Enqueue(run, time.GetUtcNow()));
        }
    }

    public Task<IReadOnlyList<RunLease>> ClaimAsync(string owner, int most, TimeSpan life, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentException.ThrowIfNullOrEmpty(owner);
        lock (storage.Gate)
        {
            DateTimeOffset now = time.GetUtcNow();
            List<RunLease> leases = [];
            foreach (InMemoryRun row in ListReady(most, now).Where(row => !IsBusy(row, now)))
            {
                leases.Add(Take(row, owner, life, now));
            }

            return Task.FromResult<IReadOnlyList<RunLease>>(leases);
        }
    }

    public Task<IReadOnlyList<DueRun>> ListDueAsync(int most, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            return Task.FromResult<IReadOnlyList<DueRun>>(
                [.. ListReady(most, time.GetUtcNow()).Select(row => new DueRun(row.Run.Tenant, row.Run.Id, row.Run.Request.Target))]);
        }
    }

    public Task<RunLease?> ClaimRunAsync(TenantId tenant, Guid run, string owner, TimeSpan life, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentException.ThrowIfNullOrEmpty(owner);
        lock (storage.Gate)
        {
            DateTimeOffset now = time.GetUtcNow();
            return Task.FromResult(Runs.Find(tenant, run) is { } row && IsReady(row, now) ? Take(row, owner, life, now) : null);
        }
    }

    public Task<SyncRun?> ReportAsync(RunLease lease, RunReport report, TimeSpan life, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(report);
        lock (storage.Gate)
        {
            if (Held(lease) is not { } row)
            {
                return Task.FromResult<SyncRun?>(null);
            }

            row.Run = row.Run with { Progress = report.Progress };
            row.LeaseUntil = time.GetUtcNow() + life;
            foreach (PlannedEntry entry in report.Planned)
            {
                row.Planned[entry.Number] = entry;
            }

            return Task.FromResult<SyncRun?>(row.Run);
        }
    }

    public Task<bool> ReleaseAsync(RunLease lease, RunRelease release, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(release);
        lock (storage.Gate)
        {
            if (Held(lease) is not { } row)
            {
                return Task.FromResult(false);
            }

            row.GiveBack();
            row.Turn = release.Turn;
            row.Run = row.Run with
            {
                Progress = release.Progress,
                State = row.Run.State == RunState.Cancelling ? RunState.Cancelling : release.State,
            };
            return Task.FromResult(true);
        }
    }

    public Task<bool> CompleteAsync(RunLease lease, RunEnd end, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(end);
        lock (storage.Gate)
        {
            if (Held(lease) is not { } row)
            {
                return Task.FromResult(false);
            }

            row.GiveBack();
            row.IsQuiet = end.IsQuiet;
            row.Run = row.Run with { State = end.State, Progress = end.Progress, Message = end.Message, EndedAt = time.GetUtcNow() };
            if (end.IsQuiet)
            {
                DropQuiet(row);
            }

            return Task.FromResult(true);
        }
    }

    public Task<SyncRun?> CancelAsync(TenantId tenant, Guid run, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            InMemoryRun? row = Runs.Find(tenant, run);
            if (row is { Run.IsEnded: false })
            {
                DateTimeOffset now = time.GetUtcNow();
                bool isHeld = row.LeaseUntil > now;
                row.Epoch += isHeld ? 0 : 1;
                row.Run = isHeld
                    ? row.Run with { State = RunState.Cancelling }
                    : row.Run with { State = RunState.Cancelled, EndedAt = now };
            }

            return Task.FromResult(row?.Run);
        }
    }

    public Task<SyncRun?> FindAsync(TenantId tenant, Guid run, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            return Task.FromResult(Runs.Find(tenant, run)?.Run);
        }
    }

    public Task<RunPage> ListAsync(TenantId tenant, RunQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(query);
        lock (storage.Gate)
        {
            SyncRun[] rows =
            [
                .. Runs.All.Select(row => row.Run)
                    .Where(run => run.Tenant == tenant
                        && (query.State is null || run.State == query.State)
                        && (query.Stream is null || run.Request.Stream == query.Stream)
                        && (query.After is null || run.Id.CompareTo(query.After.Value) < 0))
                    .OrderByDescending(run => run.Id)
                    .Take(query.Limit + 1),
            ];
            SyncRun[] page = rows.Length > query.Limit ? rows[..query.Limit] : rows;
            return Task.FromResult(new RunPage(page, rows.Length > page.Length && page.Length > 0 ? page[^1].Id : null));
        }
    }

    public Task<PlannedPage> ListPlannedAsync(TenantId tenant, Guid run, int after, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            PlannedEntry[] rest = Runs.Find(tenant, run) is { } row ? [.. row.Planned.Values.Where(entry => entry.Number > after).Take(limit + 1)] : [];
            PlannedEntry[] page = rest.Length > limit ? rest[..limit] : rest;
            return Task.FromResult(new PlannedPage(page, rest.Length > page.Length && page.Length > 0 ? page[^1].Number : null));
        }
    }

    public Task<int> PruneAsync(DateTimeOffset endedBefore, int most, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            InMemoryRun[] old =
            [
                .. Runs.All
                    .Where(row => row.Run.EndedAt < endedBefore && Runs.All.Any(newer => IsOfTarget(newer, row) && newer.Run.Id.CompareTo(row.Run.Id) > 0))
                    .OrderBy(row => row.Run.EndedAt)
                    .Take(most),
            ];
            foreach (InMemoryRun row in old)
            {
                Runs.Remove(row);
            }

            return Task.FromResult(old.Length);
        }
    }

    /// <summary>As an array, because who takes one of them makes others busy.</summary>
    private InMemoryRun[] ListReady(int most, DateTimeOffset now) =>
    [
        .. Runs.All
            .Where(row => IsReady(row, now))
            .OrderBy(row => row.Turn).ThenBy(row => row.Run.Tenant.Value, StringComparer.Ordinal).ThenBy(row => row.Run.Id)
            .Take(most),
    ];

    private bool IsReady(InMemoryRun row, DateTimeOffset now) =>
        !row.Run.IsEnded && row.Turn <= now && row.LeaseUntil <= now && !IsBusy(row, now);

    private static bool IsOfTarget(InMemoryRun row, InMemoryRun other) =>
        row.Run.Tenant == other.Run.Tenant && string.Equals(row.Run.Request.Target, other.Run.Request.Target, StringComparison.Ordinal);

    private static RunLease Take(InMemoryRun row, string owner, TimeSpan life, DateTimeOffset now)
    {
        row.Run = row.Run with
        {
            State = row.Run.State == RunState.Queued ? RunState.Running : row.Run.State,
            StartedAt = row.Run.StartedAt ?? now,
            Interruptions = row.Run.Interruptions + (row.LeaseUntil > default(DateTimeOffset) ? 1 : 0),
        };
        row.Epoch++;
        row.Owner = owner;
        row.LeaseUntil = now + life;
        row.Planned.Clear();
        return new RunLease(row.Run, row.Epoch, owner, row.LeaseUntil);
    }

    private bool IsBusy(InMemoryRun row, DateTimeOffset now) => row.Run.State != RunState.Settling && Runs.All.Any(other =>
        IsOfTarget(other, row) && !other.Run.IsEnded && other.LeaseUntil > now && other.Run.State != RunState.Settling);

    private InMemoryRun? Held(RunLease lease)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return Runs.Find(lease.Run.Tenant, lease.Run.Id) is { } row
            && row.Epoch == lease.Epoch
            && string.Equals(row.Owner, lease.Owner, StringComparison.Ordinal)
            && row.LeaseUntil > time.GetUtcNow()
            ? row
            : null;
    }

    private void DropQuiet(InMemoryRun kept)
    {
        foreach (InMemoryRun row in Runs.All.Where(row => row.IsQuiet && row != kept && row.Run.State == kept.Run.State && IsOfTarget(row, kept)).ToArray())
        {
            Runs.Remove(row);
        }
    }
}

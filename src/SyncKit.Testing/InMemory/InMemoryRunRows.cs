using SyncKit.Connections;
using SyncKit.Runs;

namespace SyncKit.Testing.InMemory;

/// <summary>The runs of all tenants. Used by one thread at a time.</summary>
internal sealed class InMemoryRunRows
{
    private readonly Dictionary<(TenantId Tenant, Guid Id), InMemoryRun> rows = [];

    public IEnumerable<InMemoryRun> All => rows.Values;

    public InMemoryRun? Find(TenantId tenant, Guid run) => rows.GetValueOrDefault((tenant, run));

    public void Remove(InMemoryRun row) => rows.Remove((row.Run.Tenant, row.Run.Id));

    public SyncRun Enqueue(SyncRun run, DateTimeOffset now)
    {
        if (Find(run.Tenant, run.Id) is { } same)
        {
            return same.Run;
        }

        InMemoryRun? equal = rows.Values.FirstOrDefault(row =>
            row.Run.Tenant == run.Tenant
            && row.Run is { State: RunState.Queued, StartedAt: null }
            && string.Equals(row.Run.Request.Fingerprint, run.Request.Fingerprint, StringComparison.Ordinal));
        if (equal is not null)
        {
            if (run.Origin.Kind == RunOriginKind.Person && equal.Run.Origin.Kind != RunOriginKind.Person)
            {
                equal.Run = equal.Run with { Origin = run.Origin };
            }

            return equal.Run;
        }

        InMemoryRun added = new(run with { State = RunState.Queued, Progress = RunProgress.None }) { Turn = now };
        rows.Add((run.Tenant, run.Id), added);
        return added.Run;
    }
}

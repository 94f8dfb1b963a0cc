using SyncKit.Connections;

namespace SyncKit.Runs;

/// <summary>Queues runs, whoever asks for them, and wakes this host's workers.</summary>
internal sealed class RunQueue(IRunStore store, RunSignals signals, TimeProvider time)
{
    public SyncRun Make(TenantId tenant, RunRequest request, RunOrigin origin)
    {
        DateTimeOffset now = time.GetUtcNow();
        return new SyncRun { Id = Guid.CreateVersion7(now), Tenant = tenant, Request = request, Origin = origin, CreatedAt = now };
    }

    /// <returns>The run that is kept: an equal one that still waits takes the new one in.</returns>
    public async Task<SyncRun> AddAsync(TenantId tenant, RunRequest request, RunOrigin origin, CancellationToken cancellationToken)
    {
        SyncRun run = await store.EnqueueAsync(Make(tenant, request, origin), cancellationToken).ConfigureAwait(false);
        signals.Queue();
        return run;
    }
}

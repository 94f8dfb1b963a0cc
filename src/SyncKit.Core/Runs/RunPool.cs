using Microsoft.Extensions.Options;
using SyncKit.Hosting;

namespace SyncKit.Runs;

/// <summary>Takes runs for this host.</summary>
internal sealed class RunPool(IRunStore store, RunExecution execution, IOptions<SyncKitOptions> options, TimeProvider time)
{
    private const int PrunedAtOnce = 500;

    private readonly string owner = Guid.CreateVersion7(time.GetUtcNow()).ToString("N");

    public Task<IReadOnlyList<RunLease>> ClaimAsync(int most, CancellationToken cancellationToken) =>
        store.ClaimAsync(owner, most, options.Value.LeaseLife, cancellationToken);

    /// <summary>Takes one run; <see langword="null"/> when its turn has not come, or somebody works on it or on its target.</summary>
    public Task<RunLease?> ClaimAsync(DueRun run, CancellationToken cancellationToken) =>
        store.ClaimRunAsync(run.Tenant, run.Id, owner, options.Value.LeaseLife, cancellationToken);

    public Task RunAsync(RunLease lease, CancellationToken stoppingToken) => execution.RunAsync(lease, stoppingToken);

    /// <summary>Drops runs that ended so long ago that they are not kept.</summary>
    public async Task PruneAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset before = time.GetUtcNow() - options.Value.RunRetention;
        while (await store.PruneAsync(before, PrunedAtOnce, cancellationToken).ConfigureAwait(false) == PrunedAtOnce)
        {
        }
    }
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SyncKit.Runs;

namespace SyncKit.Hosting;

/// <summary>Keeps a host's runs going: takes one whenever a place is free, sleeps when none is due, wakes when one is queued. A slow shop delays nobody but itself.</summary>
internal sealed partial class RunService(
    RunPool runs,
    RunSignals signals,
    IOptions<SyncKitOptions> options,
    TimeProvider time,
    ILogger<RunService> logger) : BackgroundService
{
    private static readonly TimeSpan PruneInterval = TimeSpan.FromHours(1);

    private DateTimeOffset prunedAt = time.GetUtcNow();

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => PlacesLoop.RunAsync(() => signals.Queued, TakeAsync, time, stoppingToken);

    private async Task<int> TakeAsync(HashSet<Task> running, CancellationToken stoppingToken)
    {
        int free = options.Value.Parallelism - running.Count;
        if (free == 0)
        {
            return 0;
        }

        try
        {
            await PruneAsync(stoppingToken).ConfigureAwait(false);
            IReadOnlyList<RunLease> leases = await runs.ClaimAsync(free, stoppingToken).ConfigureAwait(false);
            foreach (RunLease lease in leases)
            {
                running.Add(WorkAsync(lease, stoppingToken));
            }

            return leases.Count;
        }
        catch (Exception unreachable) when (unreachable is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            LogStorage(unreachable);
            return 0;
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
    }

    private async Task WorkAsync(RunLease lease, CancellationToken stoppingToken)
    {
        try
        {
            await runs.RunAsync(lease, stoppingToken).ConfigureAwait(false);
        }
        catch (Exception lost) when (lost is not OperationCanceledException)
        {
            LogRun(lease.Run.Id, lost);
        }
    }

    private async Task PruneAsync(CancellationToken stoppingToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (now - prunedAt >= PruneInterval)
        {
            prunedAt = now;
            await runs.PruneAsync(stoppingToken).ConfigureAwait(false);
        }
    }

    [LoggerMessage(501, LogLevel.Error, "The storage did not answer; runs are taken again in a second.")]
    private partial void LogStorage(Exception exception);

    [LoggerMessage(502, LogLevel.Error, "What became of run {Run} could not be stored; it is taken up again when its lease is over.")]
    private partial void LogRun(Guid run, Exception exception);
}

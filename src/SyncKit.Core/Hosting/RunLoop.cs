using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SyncKit.Runs;

namespace SyncKit.Hosting;

/// <summary>Keeps a host's runs going: takes one whenever a place is free, sleeps when none is due, wakes when one is queued. A slow shop delays nobody but itself.</summary>
internal sealed partial class RunLoop(
    RunPool runs,
    RunWork work,
    RunSignals signals,
    IOptions<SyncKitOptions> options,
    TimeProvider time,
    ILogger<RunLoop> logger)
{
    public Task RunAsync(CancellationToken stoppingToken) => PlacesLoop.RunAsync(() => signals.Queued, TakeAsync, time, stoppingToken);

    private async Task<int> TakeAsync(HashSet<Task> running, CancellationToken stoppingToken)
    {
        int free = options.Value.Parallelism - running.Count;
        if (free == 0)
        {
            return 0;
        }

        try
        {
            IReadOnlyList<RunLease> leases = await runs.ClaimAsync(free, stoppingToken).ConfigureAwait(false);
            foreach (RunLease lease in leases)
            {
                running.Add(work.WorkAsync(lease, stoppingToken));
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

    [LoggerMessage(501, LogLevel.Error, "The storage did not answer; runs are taken again in a second.")]
    private partial void LogStorage(Exception exception);
}

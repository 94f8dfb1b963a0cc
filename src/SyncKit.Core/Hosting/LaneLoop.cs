using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SyncKit.Lanes;

namespace SyncKit.Hosting;

/// <summary>Keeps a host's lanes going: takes a lane whenever a place is free, sleeps when nothing is due, wakes when work comes in.</summary>
internal sealed partial class LaneLoop(
    LanePool lanes,
    WorkSignal signal,
    IOptions<SyncKitOptions> options,
    TimeProvider time,
    ILogger<LaneLoop> logger)
{
    public Task RunAsync(CancellationToken stoppingToken) => PlacesLoop.RunAsync(() => signal.Raised, TakeAsync, time, stoppingToken);

    private async Task<int> TakeAsync(HashSet<Task> running, CancellationToken stoppingToken)
    {
        int free = options.Value.Parallelism - running.Count;
        if (free == 0)
        {
            return 0;
        }

        try
        {
            IReadOnlyList<LaneLease> leases = await lanes.AcquireAsync(free, stoppingToken).ConfigureAwait(false);
            foreach (LaneLease lease in leases)
            {
                running.Add(lanes.RunAsync(lease, stoppingToken));
            }

            return leases.Count;
        }
        catch (Exception unreachable) when (unreachable is not OperationCanceledException)
        {
            LogStorage(unreachable);
            return 0;
        }
    }

    [LoggerMessage(401, LogLevel.Error, "The storage did not answer; lanes are taken again in a second.")]
    private partial void LogStorage(Exception exception);
}

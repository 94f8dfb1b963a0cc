using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SyncKit.Lanes;

namespace SyncKit.Hosting;

/// <summary>Keeps a host's lanes going: takes a lane whenever a place is free, sleeps when nothing is due, wakes when work comes in.</summary>
internal sealed partial class LaneService(
    LanePool lanes,
    WorkSignal signal,
    IOptions<SyncKitOptions> options,
    TimeProvider time,
    ILogger<LaneService> logger) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        HashSet<Task> running = [];
        while (!stoppingToken.IsCancellationRequested)
        {
            Task raised = signal.Raised;
            int taken = await TakeAsync(running, stoppingToken).ConfigureAwait(false);
            if (taken == 0)
            {
                using CancellationTokenSource waiting = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                await Task.WhenAny([raised, Task.Delay(Poll, time, waiting.Token), .. running]).ConfigureAwait(false);
                await waiting.CancelAsync().ConfigureAwait(false);
            }

            running.RemoveWhere(task => task.IsCompleted);
        }

        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

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

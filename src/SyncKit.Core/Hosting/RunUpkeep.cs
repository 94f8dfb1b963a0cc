using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SyncKit.Runs;

namespace SyncKit.Hosting;

/// <summary>Drops runs that ended so long ago that they are not kept.</summary>
internal sealed partial class RunUpkeep(RunPool runs, TimeProvider time, ILogger<RunUpkeep> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                await PruneAsync(stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; the next one prunes.
        }
    }

    private async Task PruneAsync(CancellationToken stoppingToken)
    {
        try
        {
            await runs.PruneAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (Exception unreachable) when (unreachable is not OperationCanceledException)
        {
            LogStorage(unreachable);
        }
    }

    [LoggerMessage(503, LogLevel.Error, "The storage did not answer; old runs are dropped in an hour.")]
    private partial void LogStorage(Exception exception);
}

using Microsoft.Extensions.Logging;
using SyncKit.Scheduling;

namespace SyncKit.Hosting;

/// <summary>Fires what is due, and sleeps until the next time. Every host does so; the store lets one of them fire each time.</summary>
internal sealed partial class ScheduleLoop(ScheduleFirer firer, TimeProvider time, ILogger<ScheduleLoop> logger)
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);

    /// <summary>After which a connection or a schedule is noticed that came by another host.</summary>
    private static readonly TimeSpan LongestWait = ScheduleFirer.Memory;

    public async Task RunAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                TimeSpan wait = await FireAsync(stoppingToken).ConfigureAwait(false) - time.GetUtcNow();
                await Task.Delay(wait < ShortestWait ? ShortestWait : wait > LongestWait ? LongestWait : wait, time, stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task<DateTimeOffset> FireAsync(CancellationToken stoppingToken)
    {
        try
        {
            return await firer.FireAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (Exception unreachable) when (unreachable is not OperationCanceledException)
        {
            LogStorage(unreachable);
            return time.GetUtcNow() + LongestWait;
        }
    }

    [LoggerMessage(511, LogLevel.Error, "The storage did not answer; schedules are looked at again in a few seconds.")]
    private partial void LogStorage(Exception exception);
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SyncKit.Notifications;

/// <summary>Looks every few seconds for what became due and sends it. A sink that hangs delays nobody but itself.</summary>
internal sealed partial class NotificationService(
    NotificationSender sender,
    INotificationOutbox outbox,
    TimeProvider time,
    ILogger<NotificationService> logger) : BackgroundService
{
    public static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan PurgeInterval = TimeSpan.FromHours(1);

    /// <summary>How long messages are kept. What still lasts after that is told again.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private readonly Dictionary<INotificationSink, Task> running = [];
    private DateTimeOffset purged = DateTimeOffset.MinValue;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Poll, time, stoppingToken).ConfigureAwait(false);
                await StartDueAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
        }

        await Task.WhenAll(running.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task StartDueAsync(CancellationToken stoppingToken)
    {
        try
        {
            await sender.GatherAsync(stoppingToken).ConfigureAwait(false);
            if (time.GetUtcNow() - purged >= PurgeInterval)
            {
                await outbox.PurgeAsync(Kept, stoppingToken).ConfigureAwait(false);
                purged = time.GetUtcNow();
            }
        }
        catch (Exception unreachable) when (unreachable is not OperationCanceledException)
        {
            LogStorage(unreachable);
        }

        foreach (INotificationSink sink in sender.Sinks)
        {
            if (!running.TryGetValue(sink, out Task? task) || task.IsCompleted)
            {
                running[sink] = SendAsync(sink, stoppingToken);
            }
        }
    }

    private async Task SendAsync(INotificationSink sink, CancellationToken stoppingToken)
    {
        try
        {
            await sender.SendAsync(sink, stoppingToken).ConfigureAwait(false);
        }
        catch (Exception unreachable) when (unreachable is not OperationCanceledException)
        {
            LogStorage(unreachable);
        }
    }

    [LoggerMessage(721, LogLevel.Error, "The storage did not answer; notifications are sent later.")]
    private partial void LogStorage(Exception exception);
}

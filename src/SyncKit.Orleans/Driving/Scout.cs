using Microsoft.Extensions.Logging;

namespace SyncKit.Orleans.Driving;

/// <summary>Looks again and again for what is due: whenever something is announced, and four times a second.</summary>
internal sealed partial class Scout(TimeProvider time, ILogger<Scout> logger)
{
    /// <summary>The most that is named at a time. What nobody takes up, because its silo is dying, must not hide what waits behind it.</summary>
    public const int Most = 1000;

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    /// <summary>The least time between two looks: a thousand announcements a second are not a thousand queries a second.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <param name="announced">Gives the task that completes when something is announced after this was asked.</param>
    /// <param name="lookAsync">Looks, and tells the grains.</param>
    /// <param name="stoppingToken">Ends the looking.</param>
    public async Task RunAsync(Func<Task> announced, Func<CancellationToken, Task> lookAsync, CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                // Asked for before looking: what is announced meanwhile is not slept through.
                Task woken = announced();
                await LookAsync(lookAsync, stoppingToken).ConfigureAwait(false);
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(false);
                using CancellationTokenSource waiting = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                await Task.WhenAny(woken, Task.Delay(Poll, time, waiting.Token)).ConfigureAwait(false);
                await waiting.CancelAsync().ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The silo stops; the others look.
        }
    }

    private async Task LookAsync(Func<CancellationToken, Task> lookAsync, CancellationToken stoppingToken)
    {
        try
        {
            await lookAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (Exception unreachable) when (unreachable is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            LogUnreachable(unreachable);
        }
    }

    [LoggerMessage(1001, LogLevel.Error, "What is due could not be found out, or its grains could not be told; it is looked for again at once.")]
    private partial void LogUnreachable(Exception exception);
}

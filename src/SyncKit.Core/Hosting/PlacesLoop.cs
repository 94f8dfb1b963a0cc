namespace SyncKit.Hosting;

/// <summary>Takes work whenever a place is free, sleeps while nothing is to be had, and wakes when work is announced or a place gets free.</summary>
internal static class PlacesLoop
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    /// <param name="announced">Gives the task that completes when work is announced after this was asked.</param>
    /// <param name="takeAsync">Takes work, adds what runs to the set, and says how much it took.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stoppingToken">Ends the loop; what runs is waited for.</param>
    public static async Task RunAsync(
        Func<Task> announced, Func<HashSet<Task>, CancellationToken, Task<int>> takeAsync, TimeProvider time, CancellationToken stoppingToken)
    {
        HashSet<Task> running = [];
        while (!stoppingToken.IsCancellationRequested)
        {
            // Asked for before taking: what is announced meanwhile is not slept through.
            Task woken = announced();
            if (await takeAsync(running, stoppingToken).ConfigureAwait(false) == 0)
            {
                using CancellationTokenSource waiting = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                await Task.WhenAny([woken, Task.Delay(Poll, time, waiting.Token), .. running]).ConfigureAwait(false);
                await waiting.CancelAsync().ConfigureAwait(false);
            }

            running.RemoveWhere(task => task.IsCompleted);
        }

        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}

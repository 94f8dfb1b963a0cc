namespace SyncKit.Runs;

/// <summary>Drops runs, once an hour, that ended so long ago that they are not kept.</summary>
internal sealed class RunRetention(RunPool runs, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private DateTimeOffset prunedAt = time.GetUtcNow();

    /// <summary>Drops them when the last time was an hour ago. Called by one thread at a time.</summary>
    public async Task RunIfDueAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (now - prunedAt >= Interval)
        {
            prunedAt = now;
            await runs.PruneAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}

namespace SyncKit.Orleans.Driving;

/// <summary>Remembers since when work is due that another silo should be told of, and by when it was long enough to tell it from here as well.</summary>
/// <typeparam name="T">What names the work.</typeparam>
internal sealed class Neglect<T>(TimeProvider time)
    where T : notnull
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private Dictionary<T, long> since = [];

    /// <summary>Takes what is due now, and forgets what no longer is.</summary>
    /// <returns>The same.</returns>
    public IReadOnlyList<T> Keep(IReadOnlyList<T> due)
    {
        long now = time.GetTimestamp();
        Dictionary<T, long> kept = new(due.Count);
        foreach (T work in due)
        {
            kept[work] = since.GetValueOrDefault(work, now);
        }

        since = kept;
        return due;
    }

    /// <summary>Whether it has been due at every look for longer than its own silo needs to take it up.</summary>
    public bool IsNeglected(T work) => time.GetElapsedTime(since[work]) >= Patience;
}

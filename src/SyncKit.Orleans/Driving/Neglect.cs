namespace SyncKit.Orleans.Driving;

/// <summary>
/// Finds work of other silos that stays due: its silo hangs, cannot reach the storage, or has too much to do. Whoever has a place free does such work itself.
/// The storage lets one of them have it, and the cluster need not notice first.
/// </summary>
/// <typeparam name="T">What names the work.</typeparam>
/// <param name="places">Where such work is done while any is free.</param>
/// <param name="time">The clock.</param>
internal sealed class Neglect<T>(Places places, TimeProvider time)
    where T : notnull
{
    /// <summary>
    /// Longer than a silo that is well and has a place free needs to take its work up, and so short that the lanes of a dead one run again within a lease
    /// and a second even where the cluster has not noticed by then.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<T, Task> taken = [];
    private Dictionary<T, long> since = [];
    private int room;

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
        room = places.Free;
        foreach (T ended in taken.Where(static pair => pair.Value.IsCompleted).Select(static pair => pair.Key).ToArray())
        {
            taken.Remove(ended);
        }

        return due;
    }

    /// <summary>Does work here that has been due at every look for too long, unless it is done here already.</summary>
    /// <param name="work">The work, which <see cref="Keep"/> was given.</param>
    /// <param name="start">Starts it.</param>
    public void Take(T work, Func<Task> start)
    {
        if (room > 0 && time.GetElapsedTime(since[work]) >= Patience && !taken.ContainsKey(work))
        {
            room--;
            taken.Add(work, start());
        }
    }
}

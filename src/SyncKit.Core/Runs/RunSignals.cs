using System.Collections.Concurrent;
using SyncKit.Lanes;

namespace SyncKit.Runs;

/// <summary>Wakes those of this host that wait for work or for a run's news. Hints: losing one costs a poll interval, never a run.</summary>
internal sealed class RunSignals
{
    private readonly WorkSignal queued = new();
    private readonly ConcurrentDictionary<Guid, WorkSignal> runs = new();

    /// <summary>Completes when <see cref="Queue"/> is called after this was read.</summary>
    public Task Queued => queued.Raised;

    public void Queue() => queued.Raise();

    /// <summary>Completes when <see cref="Change"/> is called for the run after this was read.</summary>
    public Task Changed(Guid run) => runs.GetOrAdd(run, _ => new WorkSignal()).Raised;

    public void Change(Guid run)
    {
        if (runs.TryGetValue(run, out WorkSignal? signal))
        {
            signal.Raise();
        }
    }

    /// <summary>Forgets a run for which nobody waits any more. Who still does loses a hint.</summary>
    public void Forget(Guid run) => runs.TryRemove(run, out _);
}

using SyncKit.Lanes;
using SyncKit.Runs;

namespace SyncKit.Hosting;

/// <summary>
/// Wakes this host's lanes and runs when a storage hears that work came in on another host. Hints: losing one costs a poll interval of one second, never an
/// item.
/// </summary>
public sealed class WorkHints
{
    private readonly WorkSignal lanes;
    private readonly RunSignals runs;

    internal WorkHints(WorkSignal lanes, RunSignals runs)
    {
        this.lanes = lanes;
        this.runs = runs;
    }

    /// <summary>Says that there may be work. Any thread, any number of times.</summary>
    public void Raise()
    {
        lanes.Raise();
        runs.Queue();
    }
}

using SyncKit.Faults;

namespace SyncKit.Lanes;

/// <summary>The lane cannot go on now: its account is over a limit, out of reach, needs a person, or holds a write of unknown outcome.</summary>
internal sealed class LaneInterruption(Failure failure) : Exception(failure.Message)
{
    public Failure Failure { get; } = failure;
}

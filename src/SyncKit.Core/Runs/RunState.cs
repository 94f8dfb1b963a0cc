namespace SyncKit.Runs;

/// <summary>Where a run stands. Stored as its number.</summary>
public enum RunState
{
    /// <summary>It waits for a host, for the first time or because its host stopped.</summary>
    Queued = 0,

    /// <summary>It is under way; it may wait for its next turn while others have theirs.</summary>
    Running = 1,

    /// <summary>Somebody wants it to end; its host ends it between two pages.</summary>
    Cancelling = 2,

    /// <summary>All is read; what came in is being worked on.</summary>
    Settling = 3,

    /// <summary>It ended, and all is well.</summary>
    Succeeded = 4,

    /// <summary>It ended, and a person should look at what it found.</summary>
    SucceededWithFindings = 5,

    /// <summary>It could not be brought to its end; what was committed stays.</summary>
    Failed = 6,

    /// <summary>Somebody ended it; what was committed stays.</summary>
    Cancelled = 7,
}

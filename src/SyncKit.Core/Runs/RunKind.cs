namespace SyncKit.Runs;

/// <summary>What a run does. Stored as its number.</summary>
public enum RunKind
{
    /// <summary>Reads a stream into the inbox.</summary>
    Sync = 0,

    /// <summary>Looks for records that vanished from a stream's source without a trace.</summary>
    Sweep = 1,

    /// <summary>Says what a sync of a flow would do, and does none of it.</summary>
    DryRun = 2,
}

namespace SyncKit.Inbox;

/// <summary>Which work goes first within a lane. Stored as its number; lower goes first.</summary>
public enum ChangePriority
{
    /// <summary>Somebody waits for it: a webhook, or a run for single records.</summary>
    Live = 0,

    /// <summary>Found by an incremental run.</summary>
    Incremental = 1,

    /// <summary>Found by a full run or a window.</summary>
    Backfill = 2,
}

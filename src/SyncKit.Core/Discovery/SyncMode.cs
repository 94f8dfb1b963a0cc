namespace SyncKit.Discovery;

/// <summary>What a run reads.</summary>
public enum SyncMode
{
    /// <summary>What changed since the stream's cursor; everything when there is none yet.</summary>
    Incremental,

    /// <summary>Everything, beside the cursor, resumable; the cursor ends where it would have been.</summary>
    Full,

    /// <summary>What was last changed within <see cref="SyncOptions.Window"/>. Moves no cursor.</summary>
    Window,

    /// <summary>The records named in <see cref="SyncOptions.Ids"/>. Moves no cursor.</summary>
    Single,
}

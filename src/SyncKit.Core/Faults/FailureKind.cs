namespace SyncKit.Faults;

/// <summary>What a failure means for the work that met it.</summary>
public enum FailureKind
{
    /// <summary>The work was surely not done and may be tried again later.</summary>
    Transient,

    /// <summary>The account is over a limit; its whole lane pauses, and nothing counts as an attempt.</summary>
    RateLimited,

    /// <summary>The connection works again only after a person acts; its lane is parked and one notice goes out.</summary>
    NeedsAttention,

    /// <summary>The destination holds a newer version than the one the write names.</summary>
    Stale,

    /// <summary>Trying again cannot help; the item becomes a dead letter.</summary>
    Permanent,

    /// <summary>The write was sent and its outcome is unknown.</summary>
    Uncertain,
}

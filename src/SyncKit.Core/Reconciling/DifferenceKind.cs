namespace SyncKit.Reconciling;

/// <summary>What is wrong with a record or document.</summary>
public enum DifferenceKind
{
    /// <summary>A record is held as a dead letter.</summary>
    Held,

    /// <summary>A document that was written is no longer there.</summary>
    Missing,

    /// <summary>A document bears this program's mark but belongs to nothing in the ledger.</summary>
    Doubled,

    /// <summary>A document has another total than was written, or was edited with the total kept.</summary>
    Changed,

    /// <summary>A record's documents do not add up to what it is worth.</summary>
    Total,

    /// <summary>The books could not be read, so nothing is known of what they hold.</summary>
    Unread,
}

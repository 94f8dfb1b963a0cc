namespace SyncKit.Lanes;

/// <summary>What became of an item.</summary>
public enum OutcomeKind
{
    /// <summary>Its documents were written for the first time.</summary>
    Written,

    /// <summary>Its documents were changed, added to or voided.</summary>
    Updated,

    /// <summary>Nothing needed to be written.</summary>
    Unchanged,

    /// <summary>A named rule says that it has no place in the destination.</summary>
    Skipped,

    /// <summary>It became a dead letter.</summary>
    Dead,

    /// <summary>It failed and is tried again; counts as an attempt.</summary>
    Retry,

    /// <summary>It waits for a later time; counts as no attempt.</summary>
    Snoozed,
}

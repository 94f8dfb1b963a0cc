namespace SyncKit.Ledger;

/// <summary>What became of the newest settled change of a record. Stored as its number.</summary>
public enum LedgerState
{
    /// <summary>Its documents are in the destination.</summary>
    Written = 0,

    /// <summary>A named rule says that it has no place there.</summary>
    Skipped = 1,

    /// <summary>It is a dead letter: trying again cannot help until someone acts.</summary>
    Dead = 2,

    /// <summary>It was a dead letter, and somebody decided to leave it.</summary>
    Dismissed = 3,
}

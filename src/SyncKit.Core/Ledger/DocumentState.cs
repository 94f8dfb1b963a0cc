namespace SyncKit.Ledger;

/// <summary>How a document stands in the destination. Stored as its number.</summary>
public enum DocumentState
{
    /// <summary>It counts.</summary>
    Posted = 0,

    /// <summary>It was voided and counts nothing.</summary>
    Voided = 1,
}

namespace SyncKit.Inbox;

/// <summary>What became of the changes of one commit. The three add up to the number of changes.</summary>
/// <param name="Waiting">Now wait in the inbox as rows of their own.</param>
/// <param name="Superseded">Met a waiting or known change of the same record; the newer of the two remains.</param>
/// <param name="Unchanged">Carry the content that the ledger already has.</param>
public readonly record struct CommitReceipt(int Waiting, int Superseded, int Unchanged)
{
    /// <summary>Adds two receipts.</summary>
    public static CommitReceipt operator +(CommitReceipt left, CommitReceipt right) =>
        new(left.Waiting + right.Waiting, left.Superseded + right.Superseded, left.Unchanged + right.Unchanged);
}

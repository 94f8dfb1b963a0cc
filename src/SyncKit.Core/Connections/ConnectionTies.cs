namespace SyncKit.Connections;

/// <summary>What hangs on a connection, seen at one moment.</summary>
/// <param name="Waiting">Changes that wait, from it or for it.</param>
/// <param name="Unsettled">Calls to it whose outcome is not known.</param>
/// <param name="Records">Records from it that the ledger knows.</param>
/// <param name="Documents">Documents in it that the ledger knows, voided ones included.</param>
public sealed record ConnectionTies(long Waiting, long Unsettled, long Records, long Documents)
{
    /// <summary>Whether work is under way.</summary>
    public bool HasWork => Waiting + Unsettled > 0;

    /// <summary>Whether the ledger holds ids of the account behind it, which mean something else in any other account.</summary>
    public bool HasHistory => Records + Documents > 0;
}

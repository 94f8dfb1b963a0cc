namespace SyncKit.PostgreSql.Ledger;

/// <summary>How one transaction that settles nothing moves one flow's counts.</summary>
internal sealed class FlowMove
{
    public long Entered { get; set; }

    public long Superseded { get; set; }

    public long Unchanged { get; set; }

    public long Dismissed { get; set; }

    public bool IsSome => (Entered | Superseded | Unchanged | Dismissed) != 0;
}

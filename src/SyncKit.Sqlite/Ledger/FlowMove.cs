namespace SyncKit.Sqlite.Ledger;

/// <summary>How one transaction moves one flow's counts.</summary>
internal sealed class FlowMove
{
    public long Entered { get; set; }

    public long Superseded { get; set; }

    public long Unchanged { get; set; }

    public long Written { get; set; }

    public long Updated { get; set; }

    public long Skipped { get; set; }

    public long Dismissed { get; set; }

    public bool IsSome => (Entered | Superseded | Unchanged | Written | Updated | Skipped | Dismissed) != 0;
}

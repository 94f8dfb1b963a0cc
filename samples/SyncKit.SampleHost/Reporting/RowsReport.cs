using SyncKit.Ledger;
using SyncKit.Reconciling;

namespace SyncKit.SampleHost.Reporting;

/// <summary>What a run did in the tenants' Supabase projects.</summary>
/// <param name="Moved">What moved during the run.</param>
/// <param name="Now">What waits or is held now, also from earlier runs.</param>
/// <param name="Held">The dead letters.</param>
/// <param name="Rows">How the shops and the rows compare, all tenants together.</param>
internal sealed record RowsReport(FlowCounts Moved, FlowCounts Now, IReadOnlyList<LedgerRecord> Held, Reconciliation Rows)
{
    public bool IsClean => Rows.Agrees && Now is { Waiting: 0, Dead: 0, AreConserved: true };
}

using SyncKit.Connections;
using SyncKit.Ledger;
using SyncKit.Reconciling;

namespace SyncKit.SampleHost.Reporting;

/// <summary>What a run did and what it left behind.</summary>
internal sealed record RunReport
{
    /// <summary>What moved during the run.</summary>
    public required FlowCounts Moved { get; init; }

    /// <summary>What waits or is held now, also from earlier runs.</summary>
    public required FlowCounts Now { get; init; }

    /// <summary>How many records have no place in the books, by rule.</summary>
    public required IReadOnlyDictionary<string, int> Skipped { get; init; }

    /// <summary>The dead letters.</summary>
    public required IReadOnlyList<LedgerRecord> Held { get; init; }

    /// <summary>How source and books compare, all tenants together.</summary>
    public required Reconciliation Books { get; init; }

    /// <summary>What the run did in Supabase projects; absent when there are none.</summary>
    public RowsReport? Rows { get; init; }

    public required IReadOnlyList<Connection> NeedAttention { get; init; }

    public required IReadOnlyDictionary<string, long> ApiCalls { get; init; }

    public required long MeteredReads { get; init; }

    public required TimeSpan Took { get; init; }

    /// <summary>Whether nothing was lost, and books and rows equal the store.</summary>
    public bool IsClean => Books.Agrees && Rows?.IsClean != false && Now is { Waiting: 0, Dead: 0, AreConserved: true } && NeedAttention.Count == 0;
}

using SyncKit.Connections;

namespace SyncKit.Ledger;

/// <summary>Which of a flow's records to list, a page at a time.</summary>
public sealed record LedgerQuery
{
    /// <summary>The declared flow's name.</summary>
    public required string Flow { get; init; }

    /// <summary>Only records of this state; all when absent.</summary>
    public LedgerState? State { get; init; }

    /// <summary>Only records with this rule of a skip or code of a dead letter; all when absent. Ignored for documents.</summary>
    public string? Code { get; init; }

    /// <summary>Only what goes to this destination; all when absent.</summary>
    public ConnectionId? Lane { get; init; }

    /// <summary>The mark that the previous page ended with; <see langword="null"/> for the first page.</summary>
    public string? After { get; init; }

    /// <summary>The most rows of a page. Default: 500.</summary>
    public int Limit { get; init; } = 500;
}

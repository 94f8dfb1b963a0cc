namespace SyncKit.Discovery;

/// <summary>What one run reads, and how much of it.</summary>
public sealed record SyncOptions
{
    /// <summary>What is read. Default: incremental.</summary>
    public SyncMode Mode { get; init; } = SyncMode.Incremental;

    /// <summary>The time range of a window run; needed there, ignored elsewhere.</summary>
    public DateRange? Window { get; init; }

    /// <summary>The records of a single run; needed there, ignored elsewhere.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>
    /// Which records go into the inbox. Done by the source where it can and checked again at fan-out.
    /// A run with a filter moves no cursor, for it did not read all up to it. Default: all.
    /// </summary>
    public RecordFilter Filter { get; init; } = RecordFilter.All;

    /// <summary>How many changes a run puts into the inbox before it ends and says that there is more; what is unchanged or already waits does not count. Default: 1,000.</summary>
    public int BatchLimit { get; init; } = 1_000;

    /// <summary>Says what is wrong with these options; <see langword="null"/> when nothing is.</summary>
    public string? Problem() => this switch
    {
        { BatchLimit: < 1 } => $"BatchLimit is {BatchLimit}; it must be at least 1.",
        { Mode: SyncMode.Window, Window: null } => "A window run needs Window: the range of modification times to read.",
        { Mode: SyncMode.Single, Ids.Count: 0 } => "A single run needs Ids: the records to read.",
        { Window: { } window } when window.From >= window.To => $"Window begins at {window.From:O}, which is not before its end {window.To:O}.",
        _ => null,
    };
}

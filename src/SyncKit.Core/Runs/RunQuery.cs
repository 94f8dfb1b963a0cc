using SyncKit.Discovery;

namespace SyncKit.Runs;

/// <summary>Which of a tenant's runs to list, a page at a time.</summary>
public sealed record RunQuery
{
    /// <summary>Only runs of this state; all when absent.</summary>
    public RunState? State { get; init; }

    /// <summary>Only runs of this stream; all when absent.</summary>
    public StreamId? Stream { get; init; }

    /// <summary>The id that the previous page ended with; <see langword="null"/> for the first page.</summary>
    public Guid? After { get; init; }

    /// <summary>The most rows of a page. <value>Default: 100.</value></summary>
    public int Limit { get; init; } = 100;
}

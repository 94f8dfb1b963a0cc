using SyncKit.Connections;

namespace SyncKit.Inbox;

/// <summary>Which of a flow's waiting changes to list, a page at a time.</summary>
public sealed record InboxQuery
{
    /// <summary>The declared flow's name.</summary>
    public required string Flow { get; init; }

    /// <summary>Only changes for this destination; all when absent.</summary>
    public ConnectionId? Lane { get; init; }

    /// <summary>The mark that the previous page ended with; <see langword="null"/> for the first page.</summary>
    public string? After { get; init; }

    /// <summary>The most rows of a page. Default: 500.</summary>
    public int Limit { get; init; } = 500;
}

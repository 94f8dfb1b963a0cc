using SyncKit.Connections;

namespace SyncKit.Inbox;

/// <summary>A record that came in by one of the two doors, addressed to one flow.</summary>
public sealed record Change
{
    /// <summary>The declared flow's name.</summary>
    public required string Flow { get; init; }

    /// <summary>The destination connection, which is the lane.</summary>
    public required ConnectionId Lane { get; init; }

    /// <summary>Which record.</summary>
    public required RecordKey Record { get; init; }

    /// <summary>When the source says it was last changed. Not a version: equal times may carry different contents.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }

    /// <summary>The hash of <see cref="Payload"/>; the default value when the change is thin or a deletion.</summary>
    public ContentHash Hash { get; init; }

    /// <summary>The record as the source sent it, in UTF-8; empty for a thin change, whose record is fetched when its turn comes.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>Whether the source no longer has the record.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>Which work goes first.</summary>
    public required ChangePriority Priority { get; init; }

    /// <summary>When its turn may come at the earliest.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>
    /// The W3C trace context of the delivery or the run that brought it in, so that settling it is seen under the same trace; empty when nobody listens.
    /// </summary>
    public string TraceParent { get; init; } = string.Empty;

    /// <summary>Whether the record must be fetched before it can be transformed.</summary>
    public bool IsThin => Payload.IsEmpty && !IsDeleted;
}

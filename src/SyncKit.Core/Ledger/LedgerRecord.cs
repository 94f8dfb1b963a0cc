using SyncKit.Connections;
using SyncKit.Inbox;

namespace SyncKit.Ledger;

/// <summary>What became of the newest settled change of one record in one flow.</summary>
public sealed record LedgerRecord
{
    /// <summary>The declared flow's name.</summary>
    public required string Flow { get; init; }

    /// <summary>Which record.</summary>
    public required RecordKey Record { get; init; }

    /// <summary>The destination connection.</summary>
    public required ConnectionId Lane { get; init; }

    /// <summary>What became of it.</summary>
    public required LedgerState State { get; init; }

    /// <summary>When the source says it was last changed.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }

    /// <summary>The settled content; the default value for a deletion, or when the content was never read.</summary>
    public ContentHash Hash { get; init; }

    /// <summary>Whether a deletion was settled.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>The rule of a skip, the code of a dead letter; empty when written.</summary>
    public string Code { get; init; } = string.Empty;

    /// <summary>One sentence for a skip or a dead letter; empty when written.</summary>
    public string Message { get; init; } = string.Empty;

    /// <summary>What to do about a dead letter; empty otherwise.</summary>
    public string Remedy { get; init; } = string.Empty;

    /// <summary>What the record is worth by the source: what the documents must add up to. Zero when it has no place in the destination.</summary>
    public decimal Total { get; init; }

    /// <summary>The currency of <see cref="Total"/>; empty when the content was never read.</summary>
    public string Currency { get; init; } = string.Empty;

    /// <summary>The version of the destination's settings that decided.</summary>
    public int SettingsVersion { get; init; }

    /// <summary>How often it had failed before.</summary>
    public int Attempts { get; init; }

    /// <summary>When it was settled.</summary>
    public required DateTimeOffset SettledAt { get; init; }

    /// <summary>A dead letter's content as the source sent it; empty otherwise.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }
}

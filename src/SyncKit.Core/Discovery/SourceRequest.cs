using SyncKit.Connections;

namespace SyncKit.Discovery;

/// <summary>What a source is asked to read.</summary>
public sealed record SourceRequest
{
    /// <summary>Whose account.</summary>
    public required Connection Connection { get; init; }

    /// <summary>The mark to go on from; <see langword="null"/> begins at the beginning.</summary>
    public string? Cursor { get; init; }

    /// <summary>Only records that were last changed within; <see langword="null"/> for no bound.</summary>
    public DateRange? Window { get; init; }

    /// <summary>What the source may leave out; whatever it sends is checked again.</summary>
    public RecordFilter Filter { get; init; } = RecordFilter.All;
}

namespace SyncKit.Discovery;

/// <summary>A record as a source sent it: enough to file it, without reading all of it.</summary>
public sealed record SourceRecord
{
    /// <summary>The source's id.</summary>
    public required string Id { get; init; }

    /// <summary>When the source says it was last changed.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }

    /// <summary>The record as it came, in UTF-8, with all that its transformers need; empty when it must be fetched by id later.</summary>
    public ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>What filters look at: facet name to value, for example <c>status</c> to <c>processing</c>.</summary>
    public IReadOnlyDictionary<string, string> Facets { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the source no longer has the record.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>
    /// Until when the source may still be writing the record; <see langword="null"/> when it is at rest.
    /// The record is then fetched anew once that time has passed.
    /// </summary>
    public DateTimeOffset? UnsettledUntil { get; init; }
}

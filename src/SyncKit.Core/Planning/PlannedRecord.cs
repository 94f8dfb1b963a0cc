using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Faults;
using SyncKit.Inbox;
using SyncKit.Transforming;

namespace SyncKit.Planning;

/// <summary>What a sync would do about one record. Nothing of it was done.</summary>
public sealed record PlannedRecord
{
    /// <summary>The declared flow's name.</summary>
    public required string Flow { get; init; }

    /// <summary>Which record.</summary>
    public required RecordKey Record { get; init; }

    /// <summary>Where its documents would go.</summary>
    public required ConnectionId Destination { get; init; }

    /// <summary>What would be done.</summary>
    public required PlannedAction Action { get; init; }

    /// <summary>What the record is worth; the default value where nothing says so.</summary>
    public Money Total { get; init; }

    /// <summary>The documents, in the order in which they would be written; those that stay are among them.</summary>
    public IReadOnlyList<PlannedDocument> Documents { get; init; } = [];

    /// <summary>What the record's documents refer to that is not in the destination yet and would be made there first.</summary>
    public IReadOnlyList<Reference> NewReferences { get; init; } = [];

    /// <summary>The rule by which the record has no place in the destination; empty when it has.</summary>
    public string SkipRule { get; init; } = string.Empty;

    /// <summary>The skip's sentence; empty when not skipped.</summary>
    public string SkipMessage { get; init; } = string.Empty;

    /// <summary>Why the record would be held, and what to do; <see langword="null"/> unless refused.</summary>
    public Failure? Refusal { get; init; }

    /// <summary>One line that a person can read.</summary>
    public override string ToString()
    {
        List<string> parts = [];
        if (Refusal is { } refusal)
        {
            parts.Add($"[{refusal.Code}] {refusal.Message} {refusal.Remedy}");
        }

        if (SkipRule.Length > 0)
        {
            parts.Add($"[{SkipRule}] {SkipMessage}");
        }

        parts.AddRange(NewReferences.Select(reference => $"make {reference.Kind} '{reference.Key}'"));
        parts.AddRange(Documents.Select(document => document.ToString()));
        return parts.Count == 0
            ? $"{Action} {Record.Kind} {Record.Id}"
            : $"{Action} {Record.Kind} {Record.Id}: {string.Join("; ", parts)}";
    }
}

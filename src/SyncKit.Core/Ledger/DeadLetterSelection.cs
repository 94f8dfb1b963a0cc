using System.Globalization;
using SyncKit.Connections;
using SyncKit.Inbox;

namespace SyncKit.Ledger;

/// <summary>Which of a flow's dead letters are meant. What is absent does not narrow them.</summary>
public sealed record DeadLetterSelection
{
    /// <summary>The declared flow's name.</summary>
    public required string Flow { get; init; }

    /// <summary>Those of these records. Where it is given, <see cref="Code"/>, <see cref="Lane"/> and <see cref="After"/> are absent.</summary>
    public IReadOnlyCollection<RecordKey>? Records { get; init; }

    /// <summary>Those with this code, for example <c>quickbooks.books-closed</c>.</summary>
    public string? Code { get; init; }

    /// <summary>Those that go to this destination.</summary>
    public ConnectionId? Lane { get; init; }

    /// <summary>The mark with which an earlier call ended; <see langword="null"/> begins at the beginning.</summary>
    public string? After { get; init; }

    /// <summary>How many dead letters a call changes at most; ignored where <see cref="Records"/> is given. <value>Default: 10,000.</value></summary>
    public int Most { get; init; } = 10_000;

    /// <summary>Says what is wrong with the selection; <see langword="null"/> when nothing is.</summary>
    public string? Problem() => this switch
    {
        { Flow.Length: 0 } => "Name the flow whose dead letters are meant.",
        { Most: < 1 } => $"Most is {Most}; it must be at least 1.",
        { Records: not null, Code: not null } or { Records: not null, Lane: not null } or { Records: not null, After: not null } =>
            "Name records, or narrow by code and lane; not both.",
        _ => null,
    };

    /// <summary>In words, for the audit trail.</summary>
    public override string ToString()
    {
        List<string> parts = [];
        if (Records is { } records)
        {
            parts.Add(records.Count == 1
                ? $"the {records.First().Kind} {records.First().Id} of {records.First().Source}"
                : string.Create(CultureInfo.InvariantCulture, $"{records.Count} named records"));
        }

        if (Code is not null)
        {
            parts.Add($"code {Code}");
        }

        if (Lane is not null)
        {
            parts.Add($"destination {Lane}");
        }

        if (After is not null)
        {
            parts.Add("continued");
        }

        return parts.Count == 0 ? "all" : string.Join(", ", parts);
    }
}

using SyncKit.Connections;
using SyncKit.Discovery;

namespace SyncKit.Adopting;

/// <summary>Which records to look for in which books.</summary>
public sealed record AdoptionRequest
{
    /// <summary>The declared flow's name.</summary>
    public required string Flow { get; init; }

    /// <summary>Where the records come from.</summary>
    public required ConnectionId Source { get; init; }

    /// <summary>The books. <value>Default: <see langword="null"/>, where the flow takes the source's records. Name it when the flow is not switched on yet.</value></summary>
    public ConnectionId? Destination { get; init; }

    /// <summary>Only records that were last changed within. <value>Default: <see langword="null"/>, all of them.</value></summary>
    public DateRange? Window { get; init; }

    /// <summary>
    /// By how many days a document's date may differ from the record's when number, total and currency agree. A document further away is another one that happens to
    /// have the number. <value>Default: 45 days.</value>
    /// </summary>
    public int NumberDays { get; init; } = 45;

    /// <summary>By how many days the dates may differ when only total, currency and customer agree. <value>Default: 3 days.</value></summary>
    public int CustomerDays { get; init; } = 3;

    /// <summary>Says what is wrong with this request; <see langword="null"/> when nothing is.</summary>
    public string? Problem() => this switch
    {
        { NumberDays: < 0 } => $"NumberDays is {NumberDays}; it must be at least 0.",
        { CustomerDays: < 0 } => $"CustomerDays is {CustomerDays}; it must be at least 0.",
        { Window: { } window } when window.From >= window.To => $"Window begins at {window.From:O}, which is not before its end {window.To:O}.",
        { Destination: { } books } when books.Tenant != Source.Tenant => $"'{Source}' and '{books}' belong to different tenants.",
        _ => null,
    };
}

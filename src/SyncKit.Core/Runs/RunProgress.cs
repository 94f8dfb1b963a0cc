using System.Text.Json.Serialization;
using SyncKit.Discovery;

namespace SyncKit.Runs;

/// <summary>How far a run is. What entered is all accounted for: it waits, was superseded or is unchanged.</summary>
public sealed record RunProgress
{
    /// <summary>Nothing yet.</summary>
    public static RunProgress None { get; } = new();

    /// <summary>Pages that were read and committed.</summary>
    public long Pages { get; init; }

    /// <summary>Records that the source sent, repeated ones included.</summary>
    public long Read { get; init; }

    /// <summary>Records that the filter left out.</summary>
    public long Filtered { get; init; }

    /// <summary>Changes that came of the others, one per record and flow.</summary>
    public long Entered { get; init; }

    /// <summary>Changes that waited in the inbox then.</summary>
    public long Waiting { get; init; }

    /// <summary>Changes that met a newer or equal one of their record.</summary>
    public long Superseded { get; init; }

    /// <summary>Changes with the content that the ledger has already.</summary>
    public long Unchanged { get; init; }

    /// <summary>How many more dead letters there were in the end than in the beginning; only counted for runs that people are told about.</summary>
    public long Held { get; init; }

    /// <summary>How many dead letters there were in the beginning; <see langword="null"/> when nobody counted.</summary>
    public long? HeldBefore { get; init; }

    /// <summary>When all was read; <see langword="null"/> before that, and for runs that end with it.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>What a dry run would do.</summary>
    public PlannedCounts Planned { get; init; }

    /// <summary>Whether all that entered is accounted for.</summary>
    [JsonIgnore]
    public bool IsConserved => Entered == Waiting + Superseded + Unchanged;

    /// <summary>Adds what one reading reported.</summary>
    internal RunProgress Plus(DiscoveryReport report, int flows, long pages) => this with
    {
        Pages = Pages + pages,
        Read = Read + report.Read,
        Filtered = Filtered + report.Filtered,
        Entered = Entered + ((long)(report.Read - report.Filtered) * flows),
        Waiting = Waiting + report.Receipt.Waiting,
        Superseded = Superseded + report.Receipt.Superseded,
        Unchanged = Unchanged + report.Receipt.Unchanged,
    };
}

using System.Text;
using SyncKit.Connections;

namespace SyncKit.Adopting;

/// <summary>What the books already hold of a source's records. Nothing was written or linked.</summary>
public sealed record AdoptionReport
{
    /// <summary>The declared flow's name.</summary>
    public required string Flow { get; init; }

    /// <summary>Where the records come from.</summary>
    public required ConnectionId Source { get; init; }

    /// <summary>The books.</summary>
    public required ConnectionId Destination { get; init; }

    /// <summary>Every document that is not linked yet, record by record as the source sent them.</summary>
    public required IReadOnlyList<AdoptionEntry> Entries { get; init; }

    /// <summary>Records that could not be read.</summary>
    public required IReadOnlyList<UnreadRecord> Unread { get; init; }

    /// <summary>How many records were read.</summary>
    public required int Records { get; init; }

    /// <summary>How many documents the ledger knows already; they are left alone.</summary>
    public required int AlreadyLinked { get; init; }

    /// <summary>How many documents are there beyond doubt.</summary>
    public int Certain => Count(AdoptionFinding.Certain);

    /// <summary>How many documents are very probably there.</summary>
    public int Likely => Count(AdoptionFinding.Likely);

    /// <summary>How many documents may be one of several.</summary>
    public int Ambiguous => Count(AdoptionFinding.Ambiguous);

    /// <summary>How many documents are contradicted by what the books hold.</summary>
    public int Conflicts => Count(AdoptionFinding.Conflict);

    /// <summary>How many documents are not there.</summary>
    public int NotFound => Count(AdoptionFinding.NotFound);

    /// <summary>How many certain or likely documents have another tax than their record.</summary>
    public int TaxDifferences => Entries.Count(entry => entry.TaxDiffers);

    /// <summary>How many records have both a document that may be linked and one that may not.</summary>
    public int PartlyFound => Entries
        .GroupBy(entry => entry.Record)
        .Count(record => record.Any(entry => entry.Booked is not null) && record.Any(entry => entry.Booked is null));

    /// <summary>The counts, then a line per document and per record that could not be read.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        text.Append(
            $"{Source} in {Destination}: {Records} records; {AlreadyLinked} documents linked before, {Certain} certain, {Likely} likely, {Ambiguous} ambiguous, "
            + $"{Conflicts} in conflict, {NotFound} not found; {TaxDifferences} with another tax; {PartlyFound} records found in part; {Unread.Count} not read.");
        foreach (AdoptionEntry entry in Entries)
        {
            text.Append('\n').Append(entry);
        }

        foreach (UnreadRecord record in Unread)
        {
            text.Append('\n').Append(record);
        }

        return text.ToString();
    }

    private int Count(AdoptionFinding finding) => Entries.Count(entry => entry.Finding == finding);
}

namespace SyncKit.Adopting;

/// <summary>What became of a report.</summary>
/// <param name="Linked">Documents that are linked now.</param>
/// <param name="LeftAlone">Documents that the report would link, but that were linked, used for another record, or being written meanwhile.</param>
public sealed record AdoptionResult(int Linked, int LeftAlone);

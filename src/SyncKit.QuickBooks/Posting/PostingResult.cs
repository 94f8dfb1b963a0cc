using SyncKit.Faults;

namespace SyncKit.QuickBooks.Posting;

/// <summary>A document's amounts, or why there are none that agree to the cent. Exactly one of the two is set.</summary>
/// <param name="Solution">The amounts.</param>
/// <param name="Refusal">Why not, with the figure, and what to do.</param>
public sealed record PostingResult(PostingSolution? Solution, Failure? Refusal);

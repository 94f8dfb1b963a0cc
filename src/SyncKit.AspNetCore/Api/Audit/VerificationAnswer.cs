using SyncKit.Auditing;

namespace SyncKit.AspNetCore.Api.Audit;

/// <summary>What a check of the trail found.</summary>
/// <param name="IsIntact">Whether nothing was changed, left out, put in, moved or cut off.</param>
/// <param name="Entries">How many entries are proven unchanged.</param>
/// <param name="Unchained">How many older entries there are that nothing proves.</param>
/// <param name="Mark">Where the proven part ends. Note it elsewhere, and give it to a later check as anchor.</param>
/// <param name="FirstBad">The number of the first entry that does not fit; absent when all do.</param>
/// <param name="Problem">What is wrong there; absent when nothing is.</param>
internal sealed record VerificationAnswer(bool IsIntact, long Entries, long Unchained, string Mark, long? FirstBad, string? Problem)
{
    public static VerificationAnswer Of(AuditVerification found) => new(
        found.IsIntact, found.Entries, found.Unchained, found.Head.ToString(), found.FirstBad, found.Problem);
}

namespace SyncKit.Auditing;

/// <summary>What a check of an audit trail found.</summary>
/// <param name="Entries">How many entries are proven unchanged.</param>
/// <param name="Unchained">How many older entries there are that nothing proves.</param>
/// <param name="Head">Where the proven part ends. Note it outside of the storage, and give it to a later check.</param>
/// <param name="FirstBad">The number of the first entry that does not fit; <see langword="null"/> when all do.</param>
/// <param name="Problem">What is wrong there, in one sentence; <see langword="null"/> when nothing is.</param>
public sealed record AuditVerification(long Entries, long Unchained, AuditMark Head, long? FirstBad, string? Problem)
{
    /// <summary>Whether nothing was changed, left out, put in, moved or cut off.</summary>
    public bool IsIntact => FirstBad is null;
}

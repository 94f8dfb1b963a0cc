namespace SyncKit.Auditing;

/// <summary>Where a tenant's audit trail ends. Kept beside the entries, so that cutting off the newest ones is found.</summary>
/// <param name="Mark">The newest entry's number and hash.</param>
/// <param name="Unchained">How many entries are older than the chain: they have numbers and no hash, and nothing proves that they were not changed.</param>
public sealed record AuditHead(AuditMark Mark, long Unchained)
{
    /// <summary>The head of a trail without entries.</summary>
    public static AuditHead Empty { get; } = new(AuditMark.Empty, 0);
}

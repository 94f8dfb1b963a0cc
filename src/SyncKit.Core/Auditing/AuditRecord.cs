namespace SyncKit.Auditing;

/// <summary>An entry as it stands in a tenant's audit trail.</summary>
/// <param name="Sequence">Its number among the tenant's entries, from 1 without gaps.</param>
/// <param name="Entry">What happened.</param>
/// <param name="Hash">Its hash in the chain; the default value when it is older than the chain.</param>
public sealed record AuditRecord(long Sequence, AuditEntry Entry, AuditHash Hash);

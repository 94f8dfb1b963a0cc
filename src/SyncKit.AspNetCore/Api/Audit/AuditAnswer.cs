using System.Globalization;
using SyncKit.Auditing;

namespace SyncKit.AspNetCore.Api.Audit;

/// <summary>One thing that happened.</summary>
/// <param name="Number">Its number among the tenant's entries, from 1 without gaps.</param>
/// <param name="At">When.</param>
/// <param name="Action">What, as a stable word.</param>
/// <param name="Subject">On what.</param>
/// <param name="Reason">Why, or with which result.</param>
/// <param name="Actor">Who.</param>
/// <param name="Hash">Its hash in the chain; absent for an entry that is older than the chain.</param>
internal sealed record AuditAnswer(long Number, DateTimeOffset At, string Action, string Subject, string Reason, string Actor, string? Hash)
{
    public static AuditAnswer Of(AuditRecord record) => new(
        record.Sequence,
        record.Entry.At,
        record.Entry.Action,
        record.Entry.Subject,
        record.Entry.Reason,
        record.Entry.Actor,
        record.Hash.IsNone ? null : string.Create(CultureInfo.InvariantCulture, $"{record.Hash}"));
}

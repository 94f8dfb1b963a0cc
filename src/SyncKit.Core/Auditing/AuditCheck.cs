using SyncKit.Connections;

namespace SyncKit.Auditing;

/// <summary>Follows a trail from its first entry to its head and stops at the first thing that does not fit. Holds no entry back.</summary>
internal sealed class AuditCheck(TenantId tenant, AuditMark? anchor)
{
    private AuditMark last = AuditMark.Empty;
    private long unchained;
    private long? firstBad;
    private string? problem;

    /// <summary>Whose trail it is.</summary>
    public TenantId Tenant => tenant;

    /// <returns>Whether to go on.</returns>
    public bool Take(AuditRecord record)
    {
        long due = last.Sequence + 1;
        if (record.Sequence != due)
        {
            return Fails(record.Sequence > due
                ? $"The entries {due} to {record.Sequence - 1} are missing."
                : $"The entry {record.Sequence} stands where {due} is due.");
        }

        if (record.Entry.Tenant != tenant)
        {
            return Fails($"The entry {due} belongs to '{record.Entry.Tenant}' and not to '{tenant}'.");
        }

        bool isChained = !record.Hash.IsNone;
        if (!isChained && !last.Hash.IsNone)
        {
            return Fails($"The entry {due} has no hash.");
        }

        if (isChained && record.Hash != AuditChain.Next(last.Hash, due, record.Entry))
        {
            return Fails($"The entry {due} is not what was written there: it, or its hash, was changed, or it was put in or moved.");
        }

        if (anchor?.Sequence == due && anchor.Hash != record.Hash)
        {
            return Fails($"The entry {due} is not the one that was noted elsewhere: the trail was written anew.");
        }

        last = new AuditMark(due, record.Hash);
        unchained += isChained ? 0 : 1;
        return true;
    }

    /// <summary>Ends it with what could not be read as an entry.</summary>
    public AuditVerification Fail(string what)
    {
        Fails(what);
        return Result();
    }

    public AuditVerification End(AuditHead head)
    {
        if (firstBad is null)
        {
            Compare(head);
        }

        return Result();
    }

    private void Compare(AuditHead head)
    {
        if (head.Mark.Sequence > last.Sequence)
        {
            Fails($"The trail ends at {last.Sequence}, and its head says {head.Mark.Sequence}: the entries from {last.Sequence + 1} on were cut off.");
        }
        else if (head.Mark != last)
        {
            Fails($"The head of the trail says {head.Mark} and not {last}.");
        }
        else if (head.Unchained != unchained)
        {
            Fails($"{unchained} entries have no hash, and the head of the trail says {head.Unchained}.");
        }
        else if (anchor?.Sequence > last.Sequence)
        {
            Fails($"The trail ends at {last.Sequence}, and {anchor.Sequence} was noted elsewhere: it was cut off, together with its head.");
        }
    }

    private AuditVerification Result() => new(last.Sequence - unchained, unchained, last, firstBad, problem);

    private bool Fails(string what)
    {
        firstBad ??= last.Sequence + 1;
        problem ??= what;
        return false;
    }
}

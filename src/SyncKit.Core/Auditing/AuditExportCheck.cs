using System.Buffers;
using SyncKit.Connections;

namespace SyncKit.Auditing;

/// <summary>Checks an exported trail line by line: its entries in their order, then its head, then nothing.</summary>
internal sealed class AuditExportCheck(AuditMark? anchor)
{
    /// <summary>Whose trail it is when no line says so.</summary>
    private static readonly TenantId Nobody = new("nobody");

    private AuditCheck? check;
    private AuditVerification? verdict;
    private long line;

    /// <summary>Whether something does not fit, so that no further line is of interest.</summary>
    public bool HasFailed => verdict is { IsIntact: false };

    public void Take(ReadOnlySequence<byte> text)
    {
        line++;
        if (HasFailed)
        {
            return;
        }

        if (verdict is not null)
        {
            verdict = verdict with { FirstBad = verdict.Head.Sequence + 1, Problem = $"Line {line} stands after the head, which is the last one." };
            return;
        }

        if (AuditLine.Read(text) is not { } read)
        {
            verdict = (check ?? new AuditCheck(Nobody, anchor)).Fail($"Line {line} is no entry and no head.");
            return;
        }

        check ??= new AuditCheck(read.Tenant, anchor);
        if (read.Head is { } head)
        {
            verdict = read.Tenant == check.Tenant ? check.End(head) : check.Fail($"The head belongs to '{read.Tenant}' and not to '{check.Tenant}'.");
        }
        else if (!check.Take(read.Record!))
        {
            verdict = check.End(AuditHead.Empty);
        }
    }

    public AuditVerification End() =>
        verdict ?? (check ?? new AuditCheck(Nobody, anchor)).Fail("The head is missing: the file was cut off.");
}

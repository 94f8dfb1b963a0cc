using SyncKit.Auditing;
using SyncKit.Connections;

namespace SyncKit.Core.Tests.Auditing;

/// <summary>A trail whose rows and head anybody may change.</summary>
internal sealed class LooseTrail : IAuditTrail
{
    public static TenantId Acme { get; } = new("acme");

    public List<AuditRecord> Rows { get; set; } = [];

    public AuditHead Head { get; set; } = AuditHead.Empty;

    public static AuditEntry Entry(int number) => new(
        Acme, new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).AddMinutes(number), "test.done", $"subject {number}", "because", "suite");

    public static LooseTrail Of(int entries, int unchained = 0)
    {
        LooseTrail trail = new() { Head = new AuditHead(new AuditMark(unchained, default), unchained) };
        trail.Rows.AddRange(Enumerable.Range(1, unchained).Select(number => new AuditRecord(number, Entry(number), default)));
        trail.Append(entries);
        return trail;
    }

    public void Append(int entries)
    {
        for (int i = 0; i < entries; i++)
        {
            AuditEntry entry = Entry((int)Head.Mark.Sequence + 1);
            Head = Head with { Mark = AuditChain.Append(Head.Mark, entry) };
            Rows.Add(new AuditRecord(Head.Mark.Sequence, entry, Head.Mark.Hash));
        }
    }

    /// <summary>Chains all rows anew, as somebody would who may write everything.</summary>
    public void Rechain()
    {
        AuditMark mark = AuditMark.Empty;
        for (int i = 0; i < Rows.Count; i++)
        {
            mark = AuditChain.Append(mark, Rows[i].Entry);
            Rows[i] = Rows[i] with { Sequence = mark.Sequence, Hash = mark.Hash };
        }

        Head = new AuditHead(mark, 0);
    }

    public Task AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<AuditRecord>> ListAsync(AuditQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<AuditRecord>> ReadAsync(TenantId tenant, long after, int most, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<AuditRecord>>([.. Rows.Where(row => row.Sequence > after).OrderBy(row => row.Sequence).Take(most)]);

    public Task<AuditHead> FindHeadAsync(TenantId tenant, CancellationToken cancellationToken) => Task.FromResult(Head);
}

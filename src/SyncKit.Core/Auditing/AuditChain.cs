using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace SyncKit.Auditing;

/// <summary>
/// How the entries of a tenant's audit trail are chained: each entry's hash covers the hash before it, so that none can be changed, left out, put in or
/// moved without all hashes after it becoming others. Pure; every store and every check uses it.
/// </summary>
public static class AuditChain
{
    /// <summary>Names the form of what is hashed; another form would get another number.</summary>
    private const byte Form = 1;

    private const int Fixed = 1 + AuditHash.Size + sizeof(long) + sizeof(long) + (5 * sizeof(int));

    /// <summary>
    /// An entry's hash: SHA-256 over a form byte (1), the hash before it, its number and its time (ticks in UTC), 64 bits each, and its tenant, action,
    /// subject, reason and actor as UTF-8, each after its length in bytes as 32 bits; all numbers big-endian.
    /// </summary>
    /// <param name="previous">The hash of the tenant's entry before; the default value for the first one.</param>
    /// <param name="sequence">The entry's number among the tenant's entries, from 1.</param>
    /// <param name="entry">The entry.</param>
    public static AuditHash Next(AuditHash previous, long sequence, AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        int most = Fixed + Encoding.UTF8.GetMaxByteCount(
            entry.Tenant.Value.Length + entry.Action.Length + entry.Subject.Length + entry.Reason.Length + entry.Actor.Length + 5);
        byte[] rented = ArrayPool<byte>.Shared.Rent(most);
        try
        {
            Span<byte> bytes = rented;
            bytes[0] = Form;
            previous.Write(bytes[1..]);
            int at = 1 + AuditHash.Size;
            BinaryPrimitives.WriteInt64BigEndian(bytes[at..], sequence);
            at += sizeof(long);
            BinaryPrimitives.WriteInt64BigEndian(bytes[at..], entry.At.UtcTicks);
            at += sizeof(long);
            foreach (string text in (ReadOnlySpan<string>)[entry.Tenant.Value, entry.Action, entry.Subject, entry.Reason, entry.Actor])
            {
                int length = Encoding.UTF8.GetBytes(text, bytes[(at + sizeof(int))..]);
                BinaryPrimitives.WriteInt32BigEndian(bytes[at..], length);
                at += sizeof(int) + length;
            }

            return AuditHash.Of(bytes[..at]);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>The mark after an entry was added to the trail that ends at a mark.</summary>
    /// <param name="head">Where the trail ends.</param>
    /// <param name="entry">The entry.</param>
    public static AuditMark Append(AuditMark head, AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(head);
        return new AuditMark(head.Sequence + 1, Next(head.Hash, head.Sequence + 1, entry));
    }
}

using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace SyncKit.Auditing;

/// <summary>A SHA-256 in the chain of an audit trail. The default value stands before the first entry, and for entries from before there was a chain.</summary>
public readonly record struct AuditHash
{
    /// <summary>The length of the stored form in bytes.</summary>
    public const int Size = 32;

    private readonly UInt128 high;
    private readonly UInt128 low;

    private AuditHash(UInt128 high, UInt128 low)
    {
        this.high = high;
        this.low = low;
    }

    /// <summary>Whether this is the default value.</summary>
    public bool IsNone => this == default;

    /// <summary>Hashes a content.</summary>
    /// <param name="content">The bytes.</param>
    public static AuditHash Of(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[Size];
        SHA256.HashData(content, hash);
        return Read(hash);
    }

    /// <summary>Reads the form that <see cref="ToBytes"/> writes.</summary>
    /// <param name="bytes">At least <see cref="Size"/> bytes.</param>
    public static AuditHash Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]));

    /// <summary>Reads the form that <see cref="ToString"/> writes.</summary>
    /// <param name="text">64 hexadecimal digits.</param>
    /// <param name="hash">The hash.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out AuditHash hash)
    {
        hash = default;
        if (text?.Length != Size * 2
            || !UInt128.TryParse(text.AsSpan(0, Size), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out UInt128 high)
            || !UInt128.TryParse(text.AsSpan(Size), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out UInt128 low))
        {
            return false;
        }

        hash = new AuditHash(high, low);
        return true;
    }

    /// <summary>The stored form.</summary>
    public byte[] ToBytes()
    {
        byte[] bytes = new byte[Size];
        Write(bytes);
        return bytes;
    }

    /// <summary>64 hexadecimal digits.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{high:x32}{low:x32}");

    internal void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt128BigEndian(bytes, high);
        BinaryPrimitives.WriteUInt128BigEndian(bytes[16..], low);
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;

namespace SyncKit.Inbox;

/// <summary>Tells contents apart: the first 128 bits of their SHA-256. The default value stands for "not known".</summary>
/// <param name="High">The first eight bytes, big-endian.</param>
/// <param name="Low">The second eight bytes, big-endian.</param>
public readonly record struct ContentHash(ulong High, ulong Low)
{
    /// <summary>The length of the stored form in bytes.</summary>
    public const int Size = 16;

    /// <summary>Whether this is the default value, which equals no content.</summary>
    public bool IsUnknown => High == 0 && Low == 0;

    /// <summary>Hashes a content.</summary>
    /// <param name="content">The bytes.</param>
    public static ContentHash Of(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        return Read(hash);
    }

    /// <summary>Reads the form that <see cref="ToBytes"/> writes.</summary>
    /// <param name="bytes">At least <see cref="Size"/> bytes.</param>
    public static ContentHash Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));

    /// <summary>The stored form.</summary>
    public byte[] ToBytes()
    {
        byte[] bytes = new byte[Size];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(8), Low);
        return bytes;
    }

    /// <summary>32 hexadecimal digits.</summary>
    public override string ToString() => $"{High:x16}{Low:x16}";
}

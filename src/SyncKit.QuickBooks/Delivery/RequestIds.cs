using System.Security.Cryptography;
using System.Text;

namespace SyncKit.QuickBooks.Delivery;

/// <summary>Derives idempotency keys: the same call has the same key, and 32 characters leave room for the targets' names.</summary>
internal static class RequestIds
{
    public static string Of(IEnumerable<string> parts, ReadOnlySpan<byte> content)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string part in parts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(part));
            hash.AppendData("|"u8);
        }

        hash.AppendData(content);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return Convert.ToHexStringLower(digest[..16]);
    }
}

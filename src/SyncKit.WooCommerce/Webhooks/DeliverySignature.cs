using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using SyncKit.Credentials;

namespace SyncKit.WooCommerce.Webhooks;

/// <summary>Checks that a delivery's body was signed with a secret. Pure, and as slow for a wrong signature as for a right one.</summary>
internal static class DeliverySignature
{
    /// <summary>Whether a signature is that of a body under one of the secrets. None matches where there is no secret.</summary>
    /// <param name="signature">The header's value: HMAC-SHA256 in base 64.</param>
    /// <param name="body">The raw body.</param>
    /// <param name="secrets">The secrets that are valid now.</param>
    public static bool Matches(string signature, ReadOnlySpan<byte> body, params ReadOnlySpan<Secret?> secrets)
    {
        // Compared as text: several texts decode to the same bytes, and only one of them is what a store sends.
        const int Length = (HMACSHA256.HashSizeInBytes + 2) / 3 * 4;
        Span<byte> claimed = stackalloc byte[Length];
        Span<byte> actual = stackalloc byte[Length];
        if (signature.Length != Length || !Ascii.IsValid(signature))
        {
            return false;
        }

        Encoding.ASCII.GetBytes(signature, claimed);
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        bool matches = false;
        foreach (Secret? secret in secrets)
        {
            if (secret is not null)
            {
                HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret.Reveal()), body, mac);
                Base64.EncodeToUtf8(mac, actual, out _, out _);
                matches |= CryptographicOperations.FixedTimeEquals(claimed, actual);
            }
        }

        return matches;
    }
}

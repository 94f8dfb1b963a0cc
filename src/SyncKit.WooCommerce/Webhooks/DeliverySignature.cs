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
        Span<byte> claimed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> actual = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (signature.Length != Base64.GetMaxEncodedToUtf8Length(HMACSHA256.HashSizeInBytes)
            || !Convert.TryFromBase64String(signature, claimed, out int length)
            || length != claimed.Length)
        {
            return false;
        }

        bool matches = false;
        foreach (Secret? secret in secrets)
        {
            if (secret is not null)
            {
                HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret.Reveal()), body, actual);
                matches |= CryptographicOperations.FixedTimeEquals(claimed, actual);
            }
        }

        return matches;
    }
}

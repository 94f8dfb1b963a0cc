using System.Security.Cryptography;
using System.Text;
using SyncKit.Credentials;

namespace SyncKit.Supabase.Webhooks;

/// <summary>Compares the secret that a delivery brings along. Pure, and as slow for a wrong one as for a right one.</summary>
internal static class SharedSecret
{
    /// <summary>Whether it is one of the secrets that are valid now. None matches where there is no secret.</summary>
    public static bool Matches(string given, params ReadOnlySpan<Secret?> secrets)
    {
        // Compared as hashes, which are of one length whatever was sent.
        Span<byte> claimed = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> actual = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(given), claimed);
        bool matches = false;
        foreach (Secret? secret in secrets)
        {
            if (secret is not null)
            {
                SHA256.HashData(Encoding.UTF8.GetBytes(secret.Reveal()), actual);
                matches |= CryptographicOperations.FixedTimeEquals(claimed, actual);
            }
        }

        return matches;
    }
}

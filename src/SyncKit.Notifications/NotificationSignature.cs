using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SyncKit.Notifications;

/// <summary>
/// Signs and verifies notifications as <see href="https://www.standardwebhooks.com">Standard Webhooks</see> has it: the headers <c>webhook-id</c>,
/// <c>webhook-timestamp</c> (seconds since 1970) and <c>webhook-signature</c>, which holds <c>v1,</c> and the base64 of HMAC-SHA256 over
/// <c>id.timestamp.body</c>, for each secret one, separated by spaces. Pure.
/// </summary>
public static class NotificationSignature
{
    /// <summary>The header that names the message.</summary>
    public const string IdHeader = "webhook-id";

    /// <summary>The header that says when it was sent.</summary>
    public const string TimestampHeader = "webhook-timestamp";

    /// <summary>The header that holds the signatures.</summary>
    public const string SignatureHeader = "webhook-signature";

    private const string Prefix = "whsec_";
    private const string Version = "v1,";
    private const int LeastBytes = 24;
    private const int MostBytes = 64;
    private const int MostSignatures = 10;

    private static readonly TimeSpan DefaultTolerance = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Whether a delivery was signed with the secret, lately. Whatever is missing or malformed is not. Remember ids that were verified to recognise repetitions.
    /// </summary>
    /// <param name="secret">The secret, with or without <c>whsec_</c> before it.</param>
    /// <param name="id">The value of <see cref="IdHeader"/>.</param>
    /// <param name="timestamp">The value of <see cref="TimestampHeader"/>.</param>
    /// <param name="signatures">The value of <see cref="SignatureHeader"/>.</param>
    /// <param name="body">The body's bytes as they came.</param>
    /// <param name="now">The receiver's time.</param>
    /// <param name="tolerance">How far the timestamp may lie from it in either direction; 5 minutes when absent.</param>
    /// <exception cref="ArgumentException"><paramref name="secret"/> is not a secret of this form.</exception>
    public static bool Verify(
        string secret, string? id, string? timestamp, string? signatures, ReadOnlySpan<byte> body, DateTimeOffset now, TimeSpan? tolerance = null)
    {
        if (!TryReadSecret(secret, out byte[]? key))
        {
            throw new ArgumentException(WhatASecretIs, nameof(secret));
        }

        if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(signatures)
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)
            || !IsWithin(seconds, now, tolerance ?? DefaultTolerance))
        {
            return false;
        }

        byte[] expected = Compute(key, id, timestamp, body);
        bool matches = false;
        foreach (string signature in signatures.Split(' ', MostSignatures + 1).Take(MostSignatures))
        {
            matches |= signature.StartsWith(Version, StringComparison.Ordinal)
                && CryptographicOperations.FixedTimeEquals(expected, DecodeOrNothing(signature.AsSpan(Version.Length)));
        }

        return matches;
    }

    internal const string WhatASecretIs = "The secret is not the base64 of 24 to 64 bytes. Make one with: openssl rand -base64 32";

    /// <summary>The value of <see cref="SignatureHeader"/>.</summary>
    internal static string Sign(IEnumerable<string> secrets, string id, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        string timestamp = TimestampOf(at);
        StringBuilder header = new();
        foreach (string secret in secrets)
        {
            if (!TryReadSecret(secret, out byte[]? key))
            {
                throw new ArgumentException(WhatASecretIs, nameof(secrets));
            }

            header.Append(header.Length > 0 ? " " : string.Empty).Append(Version).Append(Convert.ToBase64String(Compute(key, id, timestamp, body)));
        }

        return header.ToString();
    }

    internal static string TimestampOf(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    internal static bool TryReadSecret(string? secret, [NotNullWhen(true)] out byte[]? key)
    {
        key = DecodeOrNothing(secret?.StartsWith(Prefix, StringComparison.Ordinal) == true ? secret.AsSpan(Prefix.Length) : secret);
        key = key.Length is >= LeastBytes and <= MostBytes ? key : null;
        return key is not null;
    }

    private static bool IsWithin(long seconds, DateTimeOffset now, TimeSpan tolerance) =>
        seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() && (now - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() <= tolerance;

    private static byte[] Compute(byte[] key, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        using IncrementalHash hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }

    private static byte[] DecodeOrNothing(ReadOnlySpan<char> base64)
    {
        byte[] bytes = new byte[base64.Length];
        return Convert.TryFromBase64Chars(base64, bytes, out int length) ? bytes[..length] : [];
    }
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using SyncKit.Credentials;

namespace SyncKit.QuickBooks.Webhooks;

/// <summary>
/// Verifies and reads what Intuit delivers. Pure. One address serves all companies of the app, so the companies are known only once the delivery is read, and the
/// secret is the app's verifier token, neither a company's nor the client secret.
/// </summary>
internal static class QuickBooksWebhook
{
    public const string SignatureHeader = "intuit-signature";

    private const int SignatureLength = (HMACSHA256.HashSizeInBytes + 2) / 3 * 4;

    /// <summary>Whether a body was signed with one of the tokens; as slow for a wrong signature as for a right one, and never true without a token.</summary>
    /// <param name="body">The raw body, before anything parsed it.</param>
    /// <param name="signature">The header <see cref="SignatureHeader"/>: HMAC-SHA256 in base 64; <see langword="null"/> when it is missing.</param>
    /// <param name="verifierTokens">The tokens that are valid now: while the token is being changed, the old one and the new one.</param>
    public static bool Verify(ReadOnlySpan<byte> body, string? signature, params ReadOnlySpan<Secret?> verifierTokens)
    {
        // Compared as text: several texts decode to the same bytes, and only one of them is what Intuit sends.
        if (signature is not { Length: SignatureLength } || !Ascii.IsValid(signature))
        {
            return false;
        }

        Span<byte> claimed = stackalloc byte[SignatureLength];
        Span<byte> actual = stackalloc byte[SignatureLength];
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Encoding.ASCII.GetBytes(signature, claimed);
        bool matches = false;
        foreach (Secret? token in verifierTokens)
        {
            if (token is not null)
            {
                HMACSHA256.HashData(Encoding.UTF8.GetBytes(token.Reveal()), body, mac);
                Base64.EncodeToUtf8(mac, actual, out _, out _);
                matches |= CryptographicOperations.FixedTimeEquals(claimed, actual);
            }
        }

        return matches;
    }

    /// <summary>Reads a genuine delivery. What cannot be read is a problem in the reading, never an exception.</summary>
    /// <param name="body">The raw body.</param>
    /// <param name="acceptOldForm">Whether <c>eventNotifications</c> is read too, the form that Intuit has given up.</param>
    public static QuickBooksReading Read(ReadOnlyMemory<byte> body, bool acceptOldForm = false)
    {
        if (!Utf8.IsValid(body.Span))
        {
            return QuickBooksReading.Malformed("The delivery is not UTF-8.");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind switch
            {
                JsonValueKind.Array => CloudEvents.Read(document.RootElement),
                JsonValueKind.Object when acceptOldForm => OldNotifications.Read(document.RootElement),
                JsonValueKind.Object => QuickBooksReading.Malformed(
                    "The delivery is one object, not a list of events: choose CloudEvents for the webhook in the Intuit developer portal."),
                _ => QuickBooksReading.Malformed("The delivery is no list of events."),
            };
        }
        catch (JsonException)
        {
            return QuickBooksReading.Malformed("The delivery is not JSON.");
        }
        catch (InvalidOperationException)
        {
            return QuickBooksReading.Malformed("A name in the delivery is not text.");
        }
    }
}

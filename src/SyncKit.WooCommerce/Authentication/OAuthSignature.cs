using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SyncKit.WooCommerce.Authentication;

/// <summary>OAuth 1.0a with one leg, as WooCommerce takes it over plain HTTP: the key signs the request and does not travel. Pure.</summary>
internal static class OAuthSignature
{
    /// <summary>The address with the parameters that authenticate it, signed with HMAC-SHA256.</summary>
    /// <param name="method">The HTTP method in upper case.</param>
    /// <param name="url">The address; its query holds names and values that are percent-encoded.</param>
    /// <param name="key">Who signs.</param>
    /// <param name="nonce">A text that was never used before.</param>
    /// <param name="now">The time of signing; the store takes it for about 15 minutes.</param>
    public static Uri Sign(string method, Uri url, ApiKey key, string nonce, DateTimeOffset now)
    {
        List<(string Name, string Value)> parameters =
        [
            ("oauth_consumer_key", key.Key.Reveal()),
            ("oauth_nonce", nonce),
            ("oauth_signature_method", "HMAC-SHA256"),
            ("oauth_timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
        ];
        foreach (string pair in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            parameters.Add(equals < 0
                ? (Uri.UnescapeDataString(pair), string.Empty)
                : (Uri.UnescapeDataString(pair[..equals]), Uri.UnescapeDataString(pair[(equals + 1)..])));
        }

        string normalized = string.Join('&', parameters
            .Select(static p => (Name: Uri.EscapeDataString(p.Name), Value: Uri.EscapeDataString(p.Value)))
            .OrderBy(static p => p.Name, StringComparer.Ordinal)
            .ThenBy(static p => p.Value, StringComparer.Ordinal)
            .Select(static p => $"{p.Name}={p.Value}"));
        string address = url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        string signed = $"{method}&{Uri.EscapeDataString(address)}&{Uri.EscapeDataString(normalized)}";
        byte[] mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key.Secret.Reveal() + "&"), Encoding.UTF8.GetBytes(signed));
        string signature = Uri.EscapeDataString(Convert.ToBase64String(mac));
        return new Uri($"{address}?{normalized}&oauth_signature={signature}");
    }
}

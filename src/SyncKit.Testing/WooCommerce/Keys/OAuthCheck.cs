using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SyncKit.Testing.Loopback;

namespace SyncKit.Testing.WooCommerce;

/// <summary>Verifies one-legged OAuth 1.0a in the query as WooCommerce does: signature, then timestamp, then nonce.</summary>
internal sealed class OAuthCheck
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, long> nonces = new(StringComparer.Ordinal);

    public (StoreKey? Key, string? Error) Check(SimulatedRequest request, string storeUrl, IReadOnlyDictionary<string, StoreKey> keys)
    {
        string[] needed = ["oauth_consumer_key", "oauth_timestamp", "oauth_nonce", "oauth_signature", "oauth_signature_method"];
        string[] missing = [.. needed.Where(name => !request.Query.ContainsKey(name))];
        if (missing.Length > 0)
        {
            return (null, "Missing OAuth parameter " + string.Join(", ", missing));
        }

        if (!keys.TryGetValue(Value(request, "oauth_consumer_key"), out StoreKey? key))
        {
            return (null, "Consumer key is invalid.");
        }

        string method = Value(request, "oauth_signature_method");
        if (method is not ("HMAC-SHA1" or "HMAC-SHA256"))
        {
            return (null, "Invalid signature - signature method is invalid.");
        }

        if (Sign(request, storeUrl, key.ConsumerSecret, method) != Value(request, "oauth_signature"))
        {
            return (null, "Invalid signature - provided signature does not match.");
        }

        long now = request.ReceivedAt.ToUnixTimeSeconds();
        if (!long.TryParse(Value(request, "oauth_timestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out long stamp)
            || Math.Abs(now - stamp) > (long)Window.TotalSeconds)
        {
            return (null, "Invalid timestamp.");
        }

        return nonces.TryAdd(key.ConsumerKey + " " + Value(request, "oauth_nonce"), stamp)
            ? (key, null)
            : (null, "Invalid nonce - nonce has already been used.");
    }

    private static string Value(SimulatedRequest request, string name) => request.Query[name].ToString();

    private static string Sign(SimulatedRequest request, string storeUrl, string secret, string method)
    {
        IEnumerable<string> pairs = request.Query
            .Where(parameter => parameter.Key != "oauth_signature")
            .SelectMany(parameter => parameter.Value.Select(value => (Name: Uri.EscapeDataString(parameter.Key), Value: Uri.EscapeDataString(value ?? string.Empty))))
            .OrderBy(pair => pair.Name, StringComparer.Ordinal)
            .ThenBy(pair => pair.Value, StringComparer.Ordinal)
            .Select(pair => pair.Name + "=" + pair.Value);
        string text = string.Join(
            '&',
            request.Method,
            Uri.EscapeDataString(storeUrl + request.Path),
            Uri.EscapeDataString(string.Join('&', pairs)));
        byte[] key = Encoding.UTF8.GetBytes(secret + "&");
#pragma warning disable CA5350 // OAuth 1.0a names HMAC-SHA1, and the real store accepts it.
        byte[] hash = method == "HMAC-SHA1" ? HMACSHA1.HashData(key, Encoding.UTF8.GetBytes(text)) : HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
#pragma warning restore CA5350
        return Convert.ToBase64String(hash);
    }
}

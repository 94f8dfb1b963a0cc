using System.Collections.Concurrent;
using System.Text;
using SyncKit.Testing.Loopback;

namespace SyncKit.Testing.WooCommerce;

/// <summary>The store's API keys, and the check of who is calling.</summary>
internal sealed class KeyRing
{
    private const string Hex = "0123456789abcdef";

    private readonly ConcurrentDictionary<string, StoreKey> keys = new(StringComparer.Ordinal);
    private readonly OAuthCheck oauth = new();
    private readonly Random random;
    private readonly bool basicOverHttp;
    private readonly Site site;

    public KeyRing(Random random, bool basicOverHttp, Site site, KeysSnapshot? saved)
    {
        this.random = random;
        this.basicOverHttp = basicOverHttp;
        this.site = site;
        if (saved is null)
        {
            First = Add(KeyAccess.ReadWrite);
            WebhookSecret = Add(KeyAccess.Read).ConsumerSecret[3..];
            return;
        }

        First = saved.First;
        WebhookSecret = saved.WebhookSecret;
        foreach (StoreKey key in saved.Valid)
        {
            keys[key.ConsumerKey] = key;
        }
    }

    /// <summary>The store's first key, which reads and writes.</summary>
    public StoreKey First { get; }

    /// <summary>The secret of webhooks that are registered without one.</summary>
    public string WebhookSecret { get; }

    public KeysSnapshot Save() => new(First, WebhookSecret, [.. keys.Values]);

    /// <summary>A seed for the next run, so that it does not make this run's keys again.</summary>
    public int NextSeed()
    {
        lock (random)
        {
            return random.Next();
        }
    }

    public StoreKey Add(KeyAccess access)
    {
        lock (random)
        {
            StoreKey key = new("ck_" + new string(random.GetItems<char>(Hex, 40)), "cs_" + new string(random.GetItems<char>(Hex, 40)), access);
            keys[key.ConsumerKey] = key;
            return key;
        }
    }

    public void Revoke(string consumerKey) => keys.TryRemove(consumerKey, out _);

    /// <summary>Says who is calling.</summary>
    /// <returns>The refusal, or nothing when the key may do this.</returns>
    public SimulatedResponse? Refuse(SimulatedRequest request)
    {
        (StoreKey? key, string? error) = Identify(request);
        if (error is not null)
        {
            return Error(error);
        }

        bool reads = request.Method is "GET" or "HEAD" or "OPTIONS";
        if (key is null)
        {
            return Stranger(request, reads);
        }

        return (reads, key.Access) switch
        {
            (true, KeyAccess.Write) => Error("The API key provided does not have read permissions."),
            (false, KeyAccess.Read) => Error("The API key provided does not have write permissions."),
            _ => null,
        };
    }

    private (StoreKey? Key, string? Error) Identify(SimulatedRequest request)
    {
        if (request.Query.ContainsKey("oauth_consumer_key"))
        {
            return oauth.Check(request, site.Url, keys);
        }

        if (!basicOverHttp || Given(request) is not { } given)
        {
            return (null, null);
        }

        if (!keys.TryGetValue(given.Key, out StoreKey? known))
        {
            return (null, null);
        }

        return known.ConsumerSecret == given.Secret ? (known, null) : (null, "Consumer secret is invalid.");
    }

    private static (string Key, string Secret)? Given(SimulatedRequest request)
    {
        if (request.Query.TryGetValue("consumer_key", out var key) && request.Query.TryGetValue("consumer_secret", out var secret))
        {
            return (key.ToString(), secret.ToString());
        }

        if (!request.Headers.TryGetValue("Authorization", out string? header) || !header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[header.Length];
        if (!Convert.TryFromBase64String(header[6..].Trim(), bytes, out int length))
        {
            return null;
        }

        string[] parts = Encoding.UTF8.GetString(bytes[..length]).Split(':', 2);
        return parts.Length == 2 ? (parts[0], parts[1]) : null;
    }

    private static SimulatedResponse Error(string message) => RestError.Of(401, "woocommerce_rest_authentication_error", message);

    private static SimulatedResponse Stranger(SimulatedRequest request, bool reads)
    {
        bool single = char.IsAsciiDigit(request.Path.TrimEnd('/')[^1]);
        return (reads, single, request.Method) switch
        {
            (true, true, _) => RestError.Of(401, "woocommerce_rest_cannot_view", "Sorry, you cannot view this resource."),
            (true, false, _) => RestError.Of(401, "woocommerce_rest_cannot_view", "Sorry, you cannot list resources."),
            (false, _, "DELETE") => RestError.Of(401, "woocommerce_rest_cannot_delete", "Sorry, you are not allowed to delete this resource."),
            (false, true, _) => RestError.Of(401, "woocommerce_rest_cannot_edit", "Sorry, you are not allowed to edit this resource."),
            _ => RestError.Of(401, "woocommerce_rest_cannot_create", "Sorry, you are not allowed to create resources."),
        };
    }
}

using System.Globalization;
using SyncKit.Faults;
using SyncKit.Http;
using SyncKit.WooCommerce.Authentication;

namespace SyncKit.WooCommerce.Api;

/// <summary>Says what an answer that is no success means, and what to do about it. Pure.</summary>
internal static class StoreFailure
{
    /// <summary>The code of the failure that the store does not have what was asked for at all.</summary>
    public const string NoRoute = "woocommerce.not-found-route";

    /// <summary>The code of the failure that the key may not do it.</summary>
    public const string Permission = "woocommerce.permission";

    /// <summary>The code of the failure that the key is not known, with which a store also refuses what a key's owner may not see.</summary>
    public const string KeyRejected = "woocommerce.key-rejected";

    private const string NewKey = "Make an API key with read permission in the store (WooCommerce, Settings, Advanced, REST API) and enter both halves.";
    private const string WriteKey = "Give the key the permission Read/Write in the store (WooCommerce, Settings, Advanced, REST API), and let it belong to a shop manager or administrator.";
    private const string Later = "Nothing needs to be done unless it lasts: SyncKit tries again by itself.";

    /// <summary>Reads what went wrong.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="address">Whose it is.</param>
    /// <param name="writes">Whether the call was to change something in the store.</param>
    public static Failure Of(HttpAnswer answer, StoreAddress address, bool writes = false)
    {
        string host = address.Host;
        StoreError error = StoreError.Read(answer.Body);
        if (answer.IsSuccess)
        {
            return Transient("not-json", $"{host} answered with JSON of another shape than the WooCommerce API has.", "See whether a plug-in or a cache in front of the store changes its API answers.", null);
        }

        HttpFault fault = answer.Fault;
        return fault.Kind switch
        {
            HttpFaultKind.NotSent => Transient("unreachable", $"{host} cannot be reached.", "See whether the store is up and the address is right. " + Later, fault.Wait),
            HttpFaultKind.AddressRefused => Attention(
                "private-address",
                $"{host} leads to an address that is not public, and stores are not called there.",
                "Write the store's public address as storeUrl. A store in this host's own network needs WooCommerceOptions.AllowPrivateAddresses."),
            HttpFaultKind.NoAnswer => Transient("unreachable", $"{host} did not answer in time or broke the answer off.", Later, fault.Wait),
            HttpFaultKind.Throttled => new Failure(FailureKind.RateLimited, "woocommerce.rate-limited", $"{host} asks for fewer calls.", Later) { RetryAfter = fault.Wait },
            HttpFaultKind.ServerError => OfServer(answer, fault, error, host),
            HttpFaultKind.Unauthorized => OfKey(error, address, writes),
            HttpFaultKind.Forbidden => OfRefusal(error, host, writes),
            HttpFaultKind.NotFound => OfMissing(error, host),
            HttpFaultKind.BadBody => Transient(
                "not-json",
                $"{host} answered with something that is not JSON, such as a login page, a bot check or a cut-off document.",
                "Let the address of this server pass the store's firewall or bot check for /wp-json/wc/.",
                fault.Wait),
            _ => OfRejection(answer, error, host),
        };
    }

    private static Failure OfServer(HttpAnswer answer, HttpFault fault, StoreError error, string host) => answer.Status switch
    {
        503 => Transient("maintenance", $"{host} is closed for maintenance.", Later, fault.Wait),
        502 or 504 => Transient("unreachable", $"{host} is up, but WordPress behind it does not answer (HTTP {answer.Status}).", Later, fault.Wait),
        _ => Transient(
            "store-error",
            string.Create(CultureInfo.InvariantCulture, $"{host} failed with HTTP {answer.Status}{Said(error)}."),
            "If it lasts, look into the store's PHP error log for the plug-in that fails.",
            fault.Wait),
    };

    /// <summary>WooCommerce answers 401 to five different troubles; its sentences are English only in an English store.</summary>
    private static Failure OfKey(StoreError error, StoreAddress address, bool writes)
    {
        string host = address.Host;
        if (writes && error.Code.StartsWith(StoreError.CannotWrite, StringComparison.Ordinal))
        {
            return Attention("permission", $"{host} does not let the API key change anything, or does not know it.", WriteKey);
        }

        if (error.Code == StoreError.NotAllowed)
        {
            string remedy = address.IsSigned
                ? NewKey
                : NewKey + " If the key is good, the web server drops the Authorization header before WordPress sees it.";
            return Attention("key-rejected", $"{host} does not know the API key.", remedy);
        }

        if (error.Code != StoreError.Authentication)
        {
            return Attention("key-rejected", $"{host} refuses the call before it reaches WooCommerce{Said(error)}.", "Take the password protection or security plug-in off /wp-json/wc/.");
        }

        bool Says(string words) => error.Message.Contains(words, StringComparison.OrdinalIgnoreCase);
        return error.Message switch
        {
            _ when Says("permission") && writes => Attention("permission", $"The API key of {host} has no write permission.", WriteKey),
            _ when Says("permission") => Attention("permission", $"The API key of {host} has no read permission.", "Give the key the permission Read or Read/Write in the store."),
            _ when Says("timestamp") => Attention("clock", $"{host} refuses the time of the call: its clock and ours are more than 15 minutes apart.", "Set both servers' clocks by NTP."),
            _ when Says("nonce") => Transient("nonce", $"{host} takes the call for a repeated one.", Later, null),
            _ when Says("secret") || Says("signature") => Attention("key-rejected", $"{host} knows the consumer key, but the consumer secret does not fit it.", NewKey),
            _ when Says("consumer key") => Attention("key-rejected", $"{host} does not know the API key.", NewKey),
            _ => Attention("key-rejected", $"{host} refuses the API key{Said(error)}.", NewKey),
        };
    }

    private static Failure OfRefusal(StoreError error, string host, bool writes) => error.Code.Length > 0
        ? writes
            ? Attention("permission", $"{host} does not let the API key change anything{Said(error)}.", WriteKey)
            : Attention("permission", $"{host} does not let the API key read orders{Said(error)}.", "Let the key belong to a shop manager or administrator, with the permission Read.")
        : Transient("blocked", $"A firewall in front of {host} refused the call.", "Let the address of this server pass the store's firewall for /wp-json/wc/.", null);

    private static Failure OfMissing(StoreError error, string host) => error.Code == StoreError.NoRoute
        ? Attention("not-found-route", $"WordPress at {host} has no WooCommerce API: the plug-in is off or too old.", "Switch the WooCommerce plug-in on.")
        : Attention(
            "not-found-route",
            $"There is no WordPress API at {host}.",
            "See whether storeUrl is the address of WordPress itself and permalinks are set to anything but Plain.");

    private static Failure OfRejection(HttpAnswer answer, StoreError error, string host)
    {
        if (answer.Status is >= 300 and < 400)
        {
            string target = Uri.TryCreate(answer.Header("Location"), UriKind.Absolute, out Uri? to) ? $"{to.Scheme}://{to.Authority}" : "another address";
            return Attention("redirected", $"{host} sends calls on to {target}, and keys are not sent along.", $"Set storeUrl to where the store really is: {target}.");
        }

        return new Failure(
            FailureKind.Permanent,
            "woocommerce.request-refused",
            string.Create(CultureInfo.InvariantCulture, $"{host} refused the request with HTTP {answer.Status}{Said(error)}."),
            "See whether the store's WooCommerce is older than version 5.8, or a plug-in restricts its API.");
    }

    private static string Said(StoreError error) => error.Message.Length > 0 ? $": {error.Message.TrimEnd('.')}" : string.Empty;

    private static Failure Attention(string code, string message, string remedy) => new(FailureKind.NeedsAttention, "woocommerce." + code, message, remedy);

    private static Failure Transient(string code, string message, string remedy, TimeSpan? wait) =>
        new(FailureKind.Transient, "woocommerce." + code, message, remedy) { RetryAfter = wait };
}

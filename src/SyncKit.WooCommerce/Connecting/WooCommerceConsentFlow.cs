using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using SyncKit.Connecting;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Faults;
using SyncKit.WooCommerce.Api;
using SyncKit.WooCommerce.Authentication;

namespace SyncKit.WooCommerce.Connecting;

/// <summary>
/// Connects stores by WooCommerce's own hand-over of keys: a merchant allows it in the store, the store hands a key over server to server, and then sends the browser
/// back. The key is nothing but a guest until the browser that began is back, and what it opens is the store that was asked for.
/// </summary>
internal sealed class WooCommerceConsentFlow(StoreClient client, CredentialCache credentials, IOptions<WooCommerceOptions> options) : IConsentFlow
{
    private const string StoreParameter = "store";
    private const string ScopeParameter = "scope";
    private const string ReadScope = "read";
    private const string WriteScope = "read_write";
    private const string StoreMember = "storeUrl";
    private const int LongestKey = 200;

    public string StateParameter => "user_id";

    public ConsentStart Start(ConsentRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        string scope = request.Parameters.GetValueOrDefault(ScopeParameter, ReadScope);
        if (scope is not (ReadScope or WriteScope))
        {
            return Refused("woocommerce.scope", "The permission asked for is neither read nor read_write.", "Ask for one of them.");
        }

        if (request.Delivery.Scheme != Uri.UriSchemeHttps && !request.Delivery.IsLoopback)
        {
            return Refused(
                "woocommerce.callback",
                $"Stores hand keys over to https addresses only, and {request.Delivery.GetLeftPart(UriPartial.Path)} is none.",
                "Set the host's public address to its https address.");
        }

        string? store = request.Parameters.GetValueOrDefault(StoreParameter) is { Length: > 0 } given ? given : Read(request.Settings)?.StoreUrl;
        if (store is null)
        {
            return Refused("woocommerce.store", "It is not said which store to connect.", "Give the store's address, for example https://shop.example.");
        }

        WooCommerceSettings settings = Read(request.Settings) is { } known ? known with { StoreUrl = store } : new WooCommerceSettings { StoreUrl = store };
        if (!StoreAddress.TryRead(settings, out StoreAddress? address, out string problem))
        {
            return Refused("woocommerce.store", problem, "Correct the store's address.");
        }

        (string Name, string Value)[] query =
        [
            ("app_name", options.Value.AppName),
            (ScopeParameter, scope),
            (StateParameter, request.State),
            ("return_url", request.Callback.AbsoluteUri),
            ("callback_url", request.Delivery.AbsoluteUri),
        ];
        string text = string.Join('&', query.Select(static part => $"{part.Name}={Uri.EscapeDataString(part.Value)}"));
        return ConsentStart.At(new Uri(address.Root, $"wc-auth/v1/authorize?{text}")) with
        {
            Parameters = new Dictionary<string, string> { [StoreParameter] = address.Root.AbsoluteUri.TrimEnd('/'), [ScopeParameter] = scope },
        };
    }

    public CredentialSet? ReadDelivery(IReadOnlyDictionary<string, string> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        string key = fields.GetValueOrDefault(WooCommerceCredentials.ConsumerKey, string.Empty);
        string secret = fields.GetValueOrDefault(WooCommerceCredentials.ConsumerSecret, string.Empty);
        return IsHalf(key, "ck_") && IsHalf(secret, "cs_")
            ? CredentialSet.Of((WooCommerceCredentials.ConsumerKey, key), (WooCommerceCredentials.ConsumerSecret, secret))
            : null;
    }

    public Task<ConsentGrant> RedeemAsync(ConsentReturn back, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(back);
        string store = back.Parameters.GetValueOrDefault(StoreParameter, string.Empty);
        if (back.Query.GetValueOrDefault("success") != "1")
        {
            return Task.FromResult(ConsentGrant.Refused(new Failure(
                FailureKind.Permanent, "woocommerce.denied", $"You did not allow the access in {store}.", "Start again and choose Approve if that was a mistake.")));
        }

        if (back.Delivered is not { } keys)
        {
            return Task.FromResult(ConsentGrant.Refused(new Failure(
                FailureKind.Permanent,
                "woocommerce.no-key",
                $"{store} sent you back without having handed over a key.",
                "See whether the store can reach this host by https, then start again. Delete a key of this app that is left over in the store.")));
        }

        return Task.FromResult(SettingsWith(back.Settings, store) is { } settings
            ? ConsentGrant.Of(keys, settings)
            : ConsentGrant.Refused(new Failure(
                FailureKind.Permanent, "woocommerce.settings", "The connection's settings are not one JSON object that can be read.", "Correct the settings, then start again.")));
    }

    public async Task<ConsentedAccount> LookAsync(Connection trial, IReadOnlyDictionary<string, string> parameters, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(parameters);
        try
        {
            string name = StoreClient.AddressOf(trial).Account;
            await client.ListAsync(trial, "orders?per_page=1&_fields=id", cancellationToken).ConfigureAwait(false);
            bool? writes = parameters.GetValueOrDefault(ScopeParameter) == ReadScope
                ? false
                : await client.MayWriteAsync(trial, cancellationToken).ConfigureAwait(false);
            return ConsentedAccount.Called(name) with { Note = Note(writes) };
        }
        catch (ConnectorException refused)
        {
            return ConsentedAccount.Refused(refused.Failure);
        }
    }

    /// <summary>WooCommerce has no call that takes a key back.</summary>
    public Task<Failure?> RevokeAsync(ConnectionId connection, CredentialSet credentials, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        return Task.FromResult(credentials.Find(WooCommerceCredentials.ConsumerKey) is null
            ? null
            : new Failure(
                FailureKind.Permanent,
                "woocommerce.key-left",
                "The key is forgotten here, but the store still has it: WooCommerce has no call that takes a key back.",
                "Delete this app's key in the store under WooCommerce, Settings, Advanced, REST API."));
    }

    public string? AccountOf(ConnectionSettings settings) =>
        Read(settings) is { } read && StoreAddress.TryRead(read, out StoreAddress? address, out _) ? address.Account : null;

    /// <summary>Keys do not end.</summary>
    public Task<GrantLife> TendAsync(Connection connection, CancellationToken cancellationToken) => Task.FromResult(GrantLife.Endless);

    public void Forget(ConnectionId connection) => credentials.Forget(connection);

    private static string Note(bool? writes) => writes switch
    {
        true => "The key reads and writes.",
        false => "The key only reads: orders are read, and webhooks have to be made in the store by hand.",
        null => "The key reads; whether it writes could not be found out.",
    };

    private static bool IsHalf(string text, string prefix) =>
        text.Length > prefix.Length && text.Length <= LongestKey && text.StartsWith(prefix, StringComparison.Ordinal) && text.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static ConsentStart Refused(string code, string message, string remedy) =>
        ConsentStart.Refused(new Failure(FailureKind.Permanent, code, message, remedy));

    private static WooCommerceSettings? Read(ConnectionSettings? settings)
    {
        try
        {
            return settings?.As(WooCommerceSettingsJson.Default.WooCommerceSettings);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? SettingsWith(ConnectionSettings? existing, string store)
    {
        if (Read(existing) is { } read && StoreAddress.TryRead(read, out StoreAddress? known, out _) && known.Root.AbsoluteUri.TrimEnd('/') == store)
        {
            return existing!.Json;
        }

        try
        {
            if (JsonNode.Parse(existing?.Json ?? "{}") is not JsonObject settings)
            {
                return null;
            }

            string name = settings.Select(static member => member.Key).FirstOrDefault(static key => key.Equals(StoreMember, StringComparison.OrdinalIgnoreCase)) ?? StoreMember;
            settings[name] = store;
            return settings.ToJsonString();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

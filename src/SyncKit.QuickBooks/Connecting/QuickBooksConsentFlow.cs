using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using SyncKit.Connecting;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Faults;
using SyncKit.QuickBooks.Api;
using SyncKit.QuickBooks.Authentication;
using SyncKit.QuickBooks.Settings;

namespace SyncKit.QuickBooks.Connecting;

/// <summary>Connects QuickBooks companies by OAuth 2.0.</summary>
internal sealed class QuickBooksConsentFlow(
    TokenEndpoint endpoint,
    AccessTokens tokens,
    TokenTending tending,
    CodeExchange exchange,
    CompanyApi companies,
    IOptions<QuickBooksOptions> options) : IConsentFlow
{
    private const string Scope = "com.intuit.quickbooks.accounting";
    private const string RealmMember = "realmId";

    public string StateParameter => "state";

    public ConsentStart Start(ConsentRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (RedirectProblem(request.Callback) is { } problem)
        {
            return ConsentStart.Refused(problem);
        }

        QuickBooksOptions app = options.Value;
        (string Name, string Value)[] query =
        [
            ("client_id", app.ClientId),
            ("scope", Scope),
            ("redirect_uri", request.Callback.AbsoluteUri),
            ("response_type", "code"),
            ("state", request.State),
        ];
        string text = string.Join('&', query.Select(static part => $"{part.Name}={Uri.EscapeDataString(part.Value)}"));
        return ConsentStart.At(new UriBuilder(app.AuthorizeUrl) { Query = text }.Uri);
    }

    /// <summary>Intuit hands nothing over but to the browser.</summary>
    public CredentialSet? ReadDelivery(IReadOnlyDictionary<string, string> fields) => null;

    public async Task<ConsentGrant> RedeemAsync(ConsentReturn back, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(back);
        if (Text(back.Query, "error") is { Length: > 0 } error)
        {
            return ConsentGrant.Refused(Denied(error));
        }

        string code = Text(back.Query, "code");
        string realmId = Text(back.Query, RealmMember);
        if (code.Length == 0 || realmId.Length is 0 or > 32 || !realmId.All(char.IsAsciiDigit))
        {
            return ConsentGrant.Refused(new Failure(
                FailureKind.Permanent, "quickbooks.callback", "Intuit's answer names no company or holds no code.", "Start again."));
        }

        if (SettingsWith(back.Settings?.Json, realmId) is not { } settings)
        {
            return ConsentGrant.Refused(new Failure(
                FailureKind.Permanent, "quickbooks.settings", "The connection's settings are not one JSON object that can be read.", "Correct the settings, then start again."));
        }

        TokenAnswer answer = await exchange.RunAsync(back.Connection, code, back.Callback, cancellationToken).ConfigureAwait(false);
        return answer.Kind == TokenAnswerKind.Granted
            ? ConsentGrant.Of(TokenSecrets.Write(CredentialSet.Of(), answer, options.Value.Environment), settings)
            : ConsentGrant.Refused(TokenFailures.OfExchange(answer));
    }

    public async Task<ConsentedAccount> LookAsync(Connection trial, IReadOnlyDictionary<string, string> parameters, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(trial);
        string realmId = AccountOf(trial.Settings) ?? string.Empty;

        // The company alone: whatever else the settings say is no reason not to connect.
        Connection bare = trial with { Settings = new ConnectionSettings($$"""{"realmId":"{{realmId}}"}""") };
        ApiAnswer answer = await companies.GetAsync(bare, $"companyinfo/{realmId}", cancellationToken).ConfigureAwait(false);
        if (!answer.IsGood)
        {
            return ConsentedAccount.Refused(answer.Failure);
        }

        string name = answer.Root.Member("CompanyInfo").Text("CompanyName");
        return ConsentedAccount.Called(name.Length > 0 ? name : $"company {realmId}");
    }

    public async Task<Failure?> RevokeAsync(ConnectionId connection, CredentialSet credentials, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        if (credentials.Find(QuickBooksCredentials.RefreshToken) is not { } token)
        {
            return null;
        }

        TokenAnswerKind said = await endpoint.RevokeAsync($"quickbooks-tokens/{connection}", token, cancellationToken).ConfigureAwait(false);

        // A token that Intuit does not know opens nothing any more, which is what was asked for.
        return said is TokenAnswerKind.Granted or TokenAnswerKind.InvalidGrant or TokenAnswerKind.Refused
            ? null
            : new Failure(
                FailureKind.Permanent,
                "quickbooks.not-revoked",
                said == TokenAnswerKind.InvalidClient
                    ? "Intuit does not accept this app's client id and secret, so it could not be told that access ends."
                    : "Intuit could not be told that access ends.",
                "Disconnect the app in QuickBooks under Apps, My apps.");
    }

    public string? AccountOf(ConnectionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        try
        {
            return settings.As(QuickBooksJson.Default.QuickBooksSettings).RealmId is { Length: > 0 } realmId ? realmId : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public Task<GrantLife> TendAsync(Connection connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return tending.RunAsync(connection.Id, cancellationToken);
    }

    public void Forget(ConnectionId connection)
    {
        tokens.Forget(connection);
        tending.Forget(connection);
    }

    /// <summary>What Intuit takes as a redirect address: https, and http on this machine for development keys.</summary>
    private static Failure? RedirectProblem(Uri callback)
    {
        bool good = callback.Scheme == Uri.UriSchemeHttps || (callback.Scheme == Uri.UriSchemeHttp && callback.IsLoopback);
        return good && callback.Fragment.Length == 0
            ? null
            : new Failure(
                FailureKind.Permanent,
                "quickbooks.redirect",
                $"Intuit sends the browser back to https addresses only, and {callback.GetLeftPart(UriPartial.Path)} is none.",
                "Set the host's public address to its https address, and enter the same redirect address in the Intuit developer portal.");
    }

    private static Failure Denied(string error) => error == "access_denied"
        ? new Failure(FailureKind.Permanent, "quickbooks.denied", "You did not allow the access in QuickBooks.", "Start again and choose Connect if that was a mistake.")
        : new Failure(
            FailureKind.Permanent,
            "quickbooks.consent",
            $"Intuit refused the consent ({Plain(error)}).",
            "Compare the app's keys and redirect addresses in the Intuit developer portal with this host's settings.");

    private static string Plain(string error) => new([.. error.Where(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-').Take(40)]);

    private static string Text(IReadOnlyDictionary<string, string> query, string name) => query.GetValueOrDefault(name, string.Empty);

    private static string? SettingsWith(string? json, string realmId)
    {
        try
        {
            if (JsonNode.Parse(json ?? "{}", documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })
                is not JsonObject settings)
            {
                return null;
            }

            if (json is not null && settings[RealmMember] is JsonValue known && known.ToString() == realmId)
            {
                return json;
            }

            settings[RealmMember] = realmId;
            return settings.ToJsonString();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

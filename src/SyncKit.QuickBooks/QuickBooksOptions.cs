namespace SyncKit.QuickBooks;

/// <summary>What a host says once about its QuickBooks app. Validated at start.</summary>
public sealed class QuickBooksOptions
{
    /// <summary>The app's client id.</summary>
    /// <value>Required.</value>
    public string ClientId { get; set; } = string.Empty;

    /// <summary>The app's client secret.</summary>
    /// <value>Required.</value>
    public string ClientSecret { get; set; } = string.Empty;

    /// <summary>Where the accounting API is.</summary>
    /// <value>Production by default.</value>
    public Uri ApiUrl { get; set; } = new("https://quickbooks.api.intuit.com/");

    /// <summary>Where tokens are refreshed.</summary>
    /// <value>Intuit's token endpoint by default.</value>
    public Uri TokenUrl { get; set; } = new("https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer");

    /// <summary>Where a person consents to the app's access.</summary>
    /// <value>Intuit's consent page by default.</value>
    public Uri AuthorizeUrl { get; set; } = new("https://appcenter.intuit.com/connect/oauth2");

    /// <summary>Where access is given up.</summary>
    /// <value>Intuit's revocation endpoint by default.</value>
    public Uri RevokeUrl { get; set; } = new("https://developer.api.intuit.com/v2/oauth2/tokens/revoke");

    /// <summary>Request starts per company in a second, from 1 to 100.</summary>
    /// <value>10 by default.</value>
    public int RequestsPerSecond { get; set; } = 10;

    /// <summary>Request starts per company in a minute, from 1 to 10000.</summary>
    /// <value>500 by default.</value>
    public int RequestsPerMinute { get; set; } = 500;

    /// <summary>Requests in flight per company, from 1 to 100.</summary>
    /// <value>10 by default.</value>
    public int Concurrency { get; set; } = 10;

    /// <summary>Batch calls per company in a minute, from 1 to 1000.</summary>
    /// <value>40 by default.</value>
    public int BatchCallsPerMinute { get; set; } = 40;

    /// <summary>Documents in one batch call, from 1 to 30.</summary>
    /// <value>30 by default.</value>
    public int BatchSize { get; set; } = 30;

    /// <summary>
    /// The environment that this host belongs to, for example <c>production</c>. The first refresh binds a connection's tokens to it, and from then on hosts of
    /// another environment, or of none, refuse to use them: a copy of the database that refreshes a token ends the original's connection.
    /// </summary>
    /// <value>Empty by default: tokens that are bound to no environment are used and stay unbound.</value>
    public string Environment { get; set; } = string.Empty;

    /// <summary>The app's verifier token of webhooks, which signs what Intuit delivers; not the client secret.</summary>
    /// <value>Empty by default: every delivery is refused.</value>
    public string WebhookVerifierToken { get; set; } = string.Empty;

    /// <summary>The former verifier token, accepted beside the present one while it is being changed.</summary>
    /// <value>Empty by default.</value>
    public string PreviousWebhookVerifierToken { get; set; } = string.Empty;

    /// <summary>Whether deliveries in the form before CloudEvents are read too, which Intuit has given up.</summary>
    /// <value>False by default: they are answered as malformed.</value>
    public bool AcceptOldNotifications { get; set; }
}

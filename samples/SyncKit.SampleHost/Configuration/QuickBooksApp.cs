namespace SyncKit.SampleHost.Configuration;

/// <summary>The host's own registration with QuickBooks. An absent address means Intuit's.</summary>
internal sealed record QuickBooksApp(string ClientId, string ClientSecret, Uri? ApiUrl, Uri? TokenUrl)
{
    /// <summary>Where a person agrees to the connection.</summary>
    public Uri? AuthorizeUrl { get; init; }

    /// <summary>Where a connection is given up.</summary>
    public Uri? RevokeUrl { get; init; }

    /// <summary>The token that Intuit signs webhooks with; absent: every delivery of Intuit's is refused.</summary>
    public string VerifierToken { get; init; } = string.Empty;

    /// <summary>What the app may call; absent figures are the published ones.</summary>
    public QuickBooksLimits Limits { get; init; } = new(null, null, null, null);
}

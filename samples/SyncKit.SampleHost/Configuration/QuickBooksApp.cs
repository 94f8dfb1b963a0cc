namespace SyncKit.SampleHost.Configuration;

/// <summary>The host's own registration with QuickBooks. An absent address means Intuit's.</summary>
internal sealed record QuickBooksApp(string ClientId, string ClientSecret, Uri? ApiUrl, Uri? TokenUrl)
{
    /// <summary>What the app may call; absent figures are the published ones.</summary>
    public QuickBooksLimits Limits { get; init; } = new(null, null, null, null);
}

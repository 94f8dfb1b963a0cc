namespace SyncKit.SampleHost.Configuration;

/// <summary>One merchant: a shop and a company, and perhaps a Supabase project.</summary>
internal sealed record TenantSettings
{
    public required string Id { get; init; }

    public required Uri StoreUrl { get; init; }

    public required string ConsumerKey { get; init; }

    public required string ConsumerSecret { get; init; }

    public string? WebhookSecret { get; init; }

    public required string RealmId { get; init; }

    public required string RefreshToken { get; init; }

    /// <summary>The company's settings as JSON, the realm included.</summary>
    public required string QuickBooksJson { get; init; }

    /// <summary>The project that gets the orders as rows; absent when there is none.</summary>
    public SupabaseProject? Supabase { get; init; }
}

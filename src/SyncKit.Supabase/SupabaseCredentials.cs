namespace SyncKit.Supabase;

/// <summary>The names of a Supabase connection's secrets.</summary>
public static class SupabaseCredentials
{
    /// <summary>The project's secret API key, which begins with <c>sb_secret_</c>, or the older <c>service_role</c> key.</summary>
    public const string ApiKey = "api_key";

    /// <summary>
    /// A user's token, for work as that user under row-level security: it goes beside an <see cref="ApiKey"/> for browsers, which begins with
    /// <c>sb_publishable_</c>. It must say which tenant it speaks for and be renewed before it expires.
    /// </summary>
    public const string AccessToken = "access_token";

    /// <summary>The secret that the project's database webhooks bring along in the header <see cref="WebhookSecretHeader"/>.</summary>
    public const string WebhookSecret = "webhook_secret";

    /// <summary>The former webhook secret, accepted beside the present one while it is being changed.</summary>
    public const string PreviousWebhookSecret = "webhook_secret_previous";

    /// <summary>The header to add to a database webhook, with the webhook secret as its value: Supabase does not sign what it delivers.</summary>
    public const string WebhookSecretHeader = "x-synckit-secret";
}

namespace SyncKit.WooCommerce;

/// <summary>The names of a WooCommerce connection's secrets.</summary>
public static class WooCommerceCredentials
{
    /// <summary>The API key's public half, which begins with <c>ck_</c>. The key needs read permission.</summary>
    public const string ConsumerKey = "consumer_key";

    /// <summary>The API key's secret half, which begins with <c>cs_</c>.</summary>
    public const string ConsumerSecret = "consumer_secret";

    /// <summary>The secret that the store signs its webhooks with.</summary>
    public const string WebhookSecret = "webhook_secret";

    /// <summary>The former webhook secret, accepted beside the present one while it is being changed.</summary>
    public const string PreviousWebhookSecret = "webhook_secret_previous";
}

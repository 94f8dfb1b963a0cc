namespace SyncKit.Testing.WooCommerce;

/// <summary>A REST API key of the simulated store.</summary>
/// <param name="ConsumerKey">The public half, starting with <c>ck_</c>.</param>
/// <param name="ConsumerSecret">The secret half, starting with <c>cs_</c>.</param>
/// <param name="Access">What the key may do.</param>
public sealed record StoreKey(string ConsumerKey, string ConsumerSecret, KeyAccess Access);

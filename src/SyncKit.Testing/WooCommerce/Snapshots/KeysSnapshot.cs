namespace SyncKit.Testing.WooCommerce;

/// <summary>The API keys.</summary>
/// <param name="First">The store's first key, which may be revoked.</param>
/// <param name="WebhookSecret">The secret of webhooks that were registered without one.</param>
/// <param name="Valid">The keys that are not revoked.</param>
internal sealed record KeysSnapshot(StoreKey First, string WebhookSecret, IReadOnlyList<StoreKey> Valid);

namespace SyncKit.Testing.WooCommerce;

/// <summary>The webhooks and what waits to be delivered to them.</summary>
internal sealed record WebhooksSnapshot(IReadOnlyList<StoreWebhook> Registered, IReadOnlyList<PendingWebhook> Pending);

namespace SyncKit.Testing.WooCommerce;

/// <summary>The webhooks and what waits to be delivered to them.</summary>
/// <param name="Last">The last id given; ids of deleted webhooks never come again.</param>
/// <param name="Registered">The webhooks.</param>
/// <param name="Pending">What waits.</param>
internal sealed record WebhooksSnapshot(long Last, IReadOnlyList<StoreWebhook> Registered, IReadOnlyList<PendingWebhook> Pending);

namespace SyncKit.Testing.WooCommerce;

/// <summary>An event that waits for its delivery. The body is not made yet: it will show the state at the time of delivery.</summary>
/// <param name="WebhookId">The webhook's id.</param>
/// <param name="Topic">The topic, for example <c>order.updated</c>.</param>
/// <param name="ResourceId">The id of the order or product.</param>
public sealed record PendingWebhook(long WebhookId, string Topic, long ResourceId);

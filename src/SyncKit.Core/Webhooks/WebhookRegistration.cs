namespace SyncKit.Webhooks;

/// <summary>A shop's webhooks after they were registered.</summary>
/// <param name="Endpoint">The address that the shop delivers to.</param>
/// <param name="Repair">What was done in the shop.</param>
public sealed record WebhookRegistration(WebhookEndpoint Endpoint, WebhookRepair Repair);

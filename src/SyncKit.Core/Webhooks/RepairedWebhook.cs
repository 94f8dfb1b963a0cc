namespace SyncKit.Webhooks;

/// <summary>What was done with one webhook.</summary>
/// <param name="Webhook">The webhook as it is now; one that was removed as it was.</param>
/// <param name="Action">What was done.</param>
/// <param name="Reason">One sentence that says why, for a person.</param>
public sealed record RepairedWebhook(RegisteredWebhook Webhook, WebhookAction Action, string Reason);

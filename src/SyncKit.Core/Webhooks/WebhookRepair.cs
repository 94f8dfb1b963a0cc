using SyncKit.Connectors;

namespace SyncKit.Webhooks;

/// <summary>What was done so that an account delivers as it should.</summary>
/// <param name="Webhooks">What was done with each webhook of ours; one that was replaced is there once, as it is now.</param>
/// <param name="Findings">What may keep deliveries away in spite of it, for example a port that the system does not deliver to.</param>
public sealed record WebhookRepair(IReadOnlyList<RepairedWebhook> Webhooks, IReadOnlyList<Finding> Findings)
{
    /// <summary>Whether anything was not as it should be.</summary>
    public bool HasChanged => Webhooks.Any(static webhook => webhook.Action != WebhookAction.Kept);
}

namespace SyncKit.Webhooks;

/// <summary>What a delivery for a whole app says.</summary>
/// <param name="Verdict">What it is.</param>
/// <param name="Events">Its events, of whatever accounts; empty unless accepted.</param>
/// <param name="Reason">One sentence for the log, without secrets; empty when accepted.</param>
public sealed record AppWebhookReading(WebhookVerdict Verdict, IReadOnlyList<AppWebhookEvent> Events, string Reason)
{
    /// <summary>A genuine delivery.</summary>
    public static AppWebhookReading Accepted(IReadOnlyList<AppWebhookEvent> events) => new(WebhookVerdict.Accepted, events, string.Empty);

    /// <summary>A delivery that cannot be shown to be genuine.</summary>
    public static AppWebhookReading Forged(string reason) => new(WebhookVerdict.Forged, [], reason);

    /// <summary>A genuine delivery that cannot be read.</summary>
    public static AppWebhookReading Malformed(string reason) => new(WebhookVerdict.Malformed, [], reason);
}

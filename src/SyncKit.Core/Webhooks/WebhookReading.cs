using SyncKit.Discovery;

namespace SyncKit.Webhooks;

/// <summary>What a delivery says.</summary>
/// <param name="Verdict">What it is.</param>
/// <param name="Kind">The kind of its records; empty when there is none.</param>
/// <param name="Records">Its records; empty unless accepted.</param>
/// <param name="Reason">One sentence for the log, without secrets; empty when accepted.</param>
public sealed record WebhookReading(WebhookVerdict Verdict, string Kind, IReadOnlyList<SourceRecord> Records, string Reason)
{
    /// <summary>
    /// Tells one delivery from another, at most 255 characters: one that was taken in before under the same key is a replay. Empty: never a replay.
    /// </summary>
    public string DeliveryKey { get; init; } = string.Empty;

    /// <summary>
    /// Keys under which deliveries may come again from now on, because this one is later and they are the same to the byte each time: after an order
    /// was restored it may be deleted once more.
    /// </summary>
    public IReadOnlyList<string> ForgottenKeys { get; init; } = [];

    /// <summary>Whether the delivery says that something changed but not what, so that its stream is to be read now. Its records may be empty.</summary>
    public bool TriggersDiscovery { get; init; }

    /// <summary>A genuine delivery with records.</summary>
    public static WebhookReading Accepted(string kind, IReadOnlyList<SourceRecord> records) =>
        new(WebhookVerdict.Accepted, kind, records, string.Empty);

    /// <summary>A delivery that needs nothing but an answer.</summary>
    public static WebhookReading Ignored(string reason) => new(WebhookVerdict.Ignored, string.Empty, [], reason);

    /// <summary>A delivery that cannot be shown to be genuine.</summary>
    public static WebhookReading Forged(string reason) => new(WebhookVerdict.Forged, string.Empty, [], reason);

    /// <summary>A genuine delivery that cannot be read.</summary>
    public static WebhookReading Malformed(string reason) => new(WebhookVerdict.Malformed, string.Empty, [], reason);
}

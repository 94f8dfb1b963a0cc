using SyncKit.Discovery;

namespace SyncKit.Webhooks;

/// <summary>What a delivery says.</summary>
/// <param name="Verdict">What it is.</param>
/// <param name="Kind">The kind of its records; empty when there is none.</param>
/// <param name="Records">Its records; empty unless accepted.</param>
/// <param name="Reason">One sentence for the log, without secrets; empty when accepted.</param>
public sealed record WebhookReading(WebhookVerdict Verdict, string Kind, IReadOnlyList<SourceRecord> Records, string Reason)
{
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

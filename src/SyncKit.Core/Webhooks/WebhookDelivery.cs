namespace SyncKit.Webhooks;

/// <summary>A delivery as it arrived.</summary>
/// <param name="Headers">The headers, names without regard to case.</param>
/// <param name="Body">The raw body.</param>
/// <param name="ReceivedAt">When it arrived.</param>
public sealed record WebhookDelivery(IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body, DateTimeOffset ReceivedAt);

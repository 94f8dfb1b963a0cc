namespace SyncKit.Webhooks;

/// <summary>How deliveries of one kind of record arrive.</summary>
/// <param name="Kind">The record kind.</param>
/// <param name="Received">Genuine deliveries that were taken in, replays left out.</param>
/// <param name="Delivered">Changes that polling found and a delivery told of in time.</param>
/// <param name="Lost">Changes that polling found and no delivery told of in time.</param>
/// <param name="LastReceivedAt">When the last delivery was taken in, within the days asked for; <see langword="null"/> when none was.</param>
public sealed record WebhookKindHealth(string Kind, long Received, long Delivered, long Lost, DateTimeOffset? LastReceivedAt);

using SyncKit.Webhooks;

namespace SyncKit.AspNetCore.Api.Webhooks;

/// <summary>How deliveries of one kind of record arrive.</summary>
/// <param name="Kind">The kind of record.</param>
/// <param name="Received">Genuine deliveries that were taken in, replays left out.</param>
/// <param name="Delivered">Changes that polling found and a delivery told of in time.</param>
/// <param name="Lost">Changes that polling found and no delivery told of in time.</param>
/// <param name="LastReceivedAt">When the last delivery was taken in; absent when none was.</param>
internal sealed record KindHealthAnswer(string Kind, long Received, long Delivered, long Lost, DateTimeOffset? LastReceivedAt)
{
    public static KindHealthAnswer Of(WebhookKindHealth kind) =>
        new(kind.Kind, kind.Received, kind.Delivered, kind.Lost, kind.LastReceivedAt);
}

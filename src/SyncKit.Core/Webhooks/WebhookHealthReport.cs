using SyncKit.Connections;

namespace SyncKit.Webhooks;

/// <summary>Whether an account delivers what it should.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Kinds">The counts by kind of record, in ordinal order.</param>
public sealed record WebhookHealthReport(ConnectionId Connection, IReadOnlyList<WebhookKindHealth> Kinds)
{
    /// <summary>Genuine deliveries that were taken in, replays left out.</summary>
    public long Received => Kinds.Sum(static kind => kind.Received);

    /// <summary>Changes that polling found and a delivery told of in time.</summary>
    public long Delivered => Kinds.Sum(static kind => kind.Delivered);

    /// <summary>Changes that polling found and no delivery told of in time.</summary>
    public long Lost => Kinds.Sum(static kind => kind.Lost);

    /// <summary>Since when nothing came: the last delivery within the days asked for; <see langword="null"/> when there was none.</summary>
    public DateTimeOffset? LastReceivedAt => Kinds.Max(static kind => kind.LastReceivedAt);
}

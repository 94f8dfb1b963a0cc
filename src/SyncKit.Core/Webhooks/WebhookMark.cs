using SyncKit.Connections;

namespace SyncKit.Webhooks;

/// <summary>What is remembered of a delivery in the transaction that takes it in.</summary>
/// <param name="Connection">The connection that it is for.</param>
public sealed record WebhookMark(ConnectionId Connection)
{
    /// <summary>
    /// What tells the delivery, or each event in it, from others; at most 255 characters each. One whose keys are all remembered is a replay.
    /// Empty: never a replay.
    /// </summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>Keys that are forgotten, because deliveries that are the same to the byte may come again from now on.</summary>
    public IReadOnlyList<string> ForgottenKeys { get; init; } = [];

    /// <summary>What the delivery told of records, to be held against what polling finds.</summary>
    public IReadOnlyList<ToldRecord> Told { get; init; } = [];
}

namespace SyncKit.Intents;

/// <summary>
/// A write that is about to be sent: its idempotency key and exact content. It is durable before the first byte leaves, and a resend is the same bytes
/// with the same key.
/// </summary>
public sealed record Intent
{
    /// <summary>The idempotency key; unique in its lane.</summary>
    public required string RequestId { get; init; }

    /// <summary>Where the call goes, in the destination's own words.</summary>
    public required string Route { get; init; }

    /// <summary>The exact bytes.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>What the call writes.</summary>
    public required IReadOnlyList<IntentTarget> Targets { get; init; }

    /// <summary>When it was first about to be sent. The store keeps the first value.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}

using SyncKit.Faults;

namespace SyncKit.Delivery;

/// <summary>What the destination says about one target of a call.</summary>
public sealed record TargetAnswer
{
    /// <summary>The target's name within its call.</summary>
    public required string TargetId { get; init; }

    /// <summary>What is in the destination now; <see langword="null"/> when nothing was written or found.</summary>
    public WrittenDocument? Written { get; init; }

    /// <summary>Why nothing was written; <see langword="null"/> when it was. Both are <see langword="null"/> when a look-up found nothing.</summary>
    public Failure? Failure { get; init; }
}

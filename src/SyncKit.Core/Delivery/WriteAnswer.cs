using SyncKit.Faults;

namespace SyncKit.Delivery;

/// <summary>What became of a call. Either the whole call failed, or each of its targets has an answer.</summary>
/// <param name="Targets">An answer per target; empty when the whole call failed.</param>
/// <param name="Failure">Why the whole call failed; <see langword="null"/> when it did not.</param>
public sealed record WriteAnswer(IReadOnlyList<TargetAnswer> Targets, Failure? Failure)
{
    /// <summary>Each target has an answer.</summary>
    public static WriteAnswer Of(IReadOnlyList<TargetAnswer> targets) => new(targets, null);

    /// <summary>The whole call failed.</summary>
    public static WriteAnswer Failed(Failure failure) => new([], failure);
}

using SyncKit.Faults;

namespace SyncKit.Connecting;

/// <summary>How long a grant lasts.</summary>
/// <param name="Edges">The ends that are near enough to be told of, if any.</param>
/// <param name="Failure">Why the grant could not be renewed; <see langword="null"/> when it could, or need not.</param>
public sealed record GrantLife(IReadOnlyList<GrantEdge> Edges, Failure? Failure)
{
    /// <summary>Nothing ends.</summary>
    public static GrantLife Endless { get; } = new([], null);
}

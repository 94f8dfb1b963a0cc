using SyncKit.AspNetCore.Api.Answers;

namespace SyncKit.AspNetCore.Api.Reconciling;

/// <summary>Which flow to compare, and how long that may take.</summary>
internal sealed record ReconcileRequest
{
    private const int Longest = 300;

    /// <summary>The flow's name.</summary>
    public required string Flow { get; init; }

    /// <summary>The most seconds that the comparison may take: 1 to 300. Default: 60.</summary>
    public int Seconds { get; set; } = 60;

    public TimeSpan Time() => Seconds is >= 1 and <= Longest
        ? TimeSpan.FromSeconds(Seconds)
        : throw new ProblemException(Problems.Field("seconds", FormattableString.Invariant($"Seconds is {Seconds}; write 1 to {Longest}.")));
}

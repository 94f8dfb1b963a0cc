namespace SyncKit.Benchmarks.Measuring;

/// <summary>A subject and its floor, measured in turns.</summary>
/// <param name="Subject">The subject's medians.</param>
/// <param name="Floor">The floor's medians.</param>
/// <param name="Ratio">The median of the rounds' ratios: what slows the machine down for a while slows both sides of a round.</param>
internal sealed record Comparison(Sample Subject, Sample Floor, double Ratio)
{
    public static Comparison Of(IReadOnlyList<(Sample Subject, Sample Floor)> rounds) => new(
        Sample.Median([.. rounds.Select(round => round.Subject)]),
        Sample.Median([.. rounds.Select(round => round.Floor)]),
        Sample.Middle(rounds.Select(round => round.Subject.Microseconds / round.Floor.Microseconds)));
}

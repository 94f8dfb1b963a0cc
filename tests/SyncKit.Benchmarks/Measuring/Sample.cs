namespace SyncKit.Benchmarks.Measuring;

/// <summary>What one operation took.</summary>
/// <param name="Microseconds">Of wall time.</param>
/// <param name="Bytes">Allocated on the managed heap by all threads.</param>
internal readonly record struct Sample(double Microseconds, double Bytes)
{
    /// <summary>The medians, each of its own.</summary>
    public static Sample Median(IReadOnlyList<Sample> samples) =>
        new(Middle(samples.Select(sample => sample.Microseconds)), Middle(samples.Select(sample => sample.Bytes)));

    public static double Middle(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int half = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}

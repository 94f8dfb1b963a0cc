namespace SyncKit.Benchmarks.Measuring;

/// <summary>How figures are written.</summary>
internal static class Figures
{
    public static string Time(Sample sample) => Microseconds(sample.Microseconds);

    public static string Microseconds(double value) => $"{value:0.00} us";

    public static string Milliseconds(double value) => $"{value:0.0} ms";

    public static string PerSecond(double value) => $"{value:0}/s";

    public static string Bytes(Sample sample) => $"{sample.Bytes:0} B";

    public static string Megabytes(double bytes) => $"{bytes / (1024 * 1024):0.0} MiB";

    public static string Ratio(double ratio) => $"{ratio:0.00}";
}

using System.Diagnostics;
using System.Globalization;

namespace SyncKit.Benchmarks.Queue;

/// <summary>Processor time used so far, by this process and by a server with its children. Unlike wall time it hardly depends on what else the machine does.</summary>
/// <param name="Own">Seconds of this process.</param>
/// <param name="Server">Seconds of the server and of those of its children that still run.</param>
internal sealed record ProcessorTime(double Own, double Server)
{
    private const double TicksPerSecond = 100;

    public static ProcessorTime Now(int server)
    {
        double ticks = 0;
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            string file = Path.Combine(folder, "stat");
            if (!char.IsAsciiDigit(Path.GetFileName(folder)[0]) || Read(file) is not { } stat)
            {
                continue;
            }

            // The name stands in brackets and may hold blanks.
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            if (int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture) == server || int.Parse(fields[1], CultureInfo.InvariantCulture) == server)
            {
                ticks += double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture);
            }
        }

        using Process own = Process.GetCurrentProcess();
        return new ProcessorTime(own.TotalProcessorTime.TotalSeconds, ticks / TicksPerSecond);
    }

    public static ProcessorTime operator -(ProcessorTime later, ProcessorTime earlier) => new(later.Own - earlier.Own, later.Server - earlier.Server);

    private static string? Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            // The process ended meanwhile.
            return null;
        }
    }
}

using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using SyncKit.Benchmarks.Engine;

namespace SyncKit.Benchmarks.Memory;

/// <summary>A back-fill in a process of its own, so that nothing else is in its memory.</summary>
internal static class BackfillProcess
{
    public const string Argument = "backfill";
    private const int BatchLimit = 1_000;

    /// <summary>Starts the process and reads its report.</summary>
    public static async Task<BackfillReport> StartAsync(int orders)
    {
        string program = Environment.ProcessPath!;
        List<string> arguments = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [Assembly.GetExecutingAssembly().Location] : [];
        arguments.AddRange([Argument, $"{orders}"]);
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize(output, BackfillJson.Default.BackfillReport)!
            : throw new InvalidOperationException($"The back-fill of {orders} orders ended with {process.ExitCode}.");
    }

    /// <summary>What the process does.</summary>
    public static async Task RunAsync(int orders)
    {
        using TemporaryFolder folder = new();
        using GeneratedSync sync = await GeneratedSync.StartAsync(folder.File("backfill.db"), orders);
        long started = Stopwatch.GetTimestamp();
        long peak = 0;
        bool more = true;
        while (more)
        {
            more = await sync.DiscoverAsync(BatchLimit);
            await sync.DrainAsync();
            peak = Math.Max(peak, GC.GetGCMemoryInfo(GCKind.Any).HeapSizeBytes);
        }

        TimeSpan elapsed = Stopwatch.GetElapsedTime(started);
        await sync.EnsureWrittenAsync(orders);
        using Process self = Process.GetCurrentProcess();
        long workingSet = self.PeakWorkingSet64;
        long live = GC.GetTotalMemory(forceFullCollection: true);
        BackfillReport report = new(orders, Math.Max(peak, live), live, workingSet, elapsed.TotalSeconds);
        Console.WriteLine(JsonSerializer.Serialize(report, BackfillJson.Default.BackfillReport));
    }
}

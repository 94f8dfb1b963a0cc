using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SyncKit.Ledger;
using SyncKit.Servers;
using SyncKit.SiloHost.Hosting;
using SyncKit.SiloHost.Proof;

namespace SyncKit.SiloHost.Measuring;

/// <summary>What a number of hosts write a second, from when all of them work until a fifth is left, and what the database spends on it.</summary>
internal static class Measurement
{
    private const double Left = 0.2;
    private const double TicksPerSecond = 100;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    public static async Task RunAsync(HostSettings options)
    {
        await using PostgresServer server = await PostgresServer.StartAsync(durable: true);
        HostSettings settings = options with { Connection = server.ConnectionString(await server.CreateDatabaseAsync()) };
        await Preparation.RunAsync(settings);
        await Feeding.RunAsync(settings);
        using IHost asking = ProofHost.Idle(settings);
        List<Process> hosts = [.. Enumerable.Range(1, settings.Hosts).Select(number => Start(settings, number))];
        try
        {
            foreach (Process host in hosts)
            {
                await ReadyAsync(host);
            }

            long waiting = await WaitingAsync(asking, settings);
            TimeSpan database = DatabaseTime(server);
            TimeSpan spent = HostTime(hosts);
            Stopwatch clock = Stopwatch.StartNew();
            long left;
            do
            {
                await Task.Delay(Look);
                left = await WaitingAsync(asking, settings);
            }
            while (left > settings.Orders * Left);
            double seconds = clock.Elapsed.TotalSeconds;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{(settings.OnOrleans ? "orleans" : "database")} hosts {settings.Hosts}: {(waiting - left) / seconds:0} orders/s over {seconds:0.0} s, "
                + $"database {100 * (DatabaseTime(server) - database).TotalSeconds / seconds:0} % of a core, hosts {100 * (HostTime(hosts) - spent).TotalSeconds / seconds:0} %"));
        }
        finally
        {
            foreach (Process host in hosts)
            {
                host.Kill();
                await host.WaitForExitAsync();
                host.Dispose();
            }
        }
    }

    private static Process Start(HostSettings settings, int number)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true };
        foreach (string argument in (string[])
        [
            typeof(Measurement).Assembly.Location, "host", "--mode", settings.OnOrleans ? "orleans" : "database", "--connection", settings.Connection,
            "--name", $"host-{number}", "--work-ms", $"{settings.Work.TotalMilliseconds}", "--parallelism", $"{settings.Parallelism}",
            "--concurrency", $"{settings.Concurrency}", "--lease-seconds", $"{settings.Lease.TotalSeconds}", "--probe-ms", $"{settings.Probe.TotalMilliseconds}",
            "--books", settings.KeepsProof ? "proof" : "instant", "--silo-port", $"{FreePort.Find()}", "--gateway-port", $"{FreePort.Find()}",
        ])
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    /// <summary>Waits until a host works, and passes on whatever it says.</summary>
    private static async Task ReadyAsync(Process host)
    {
        TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
        host.OutputDataReceived += (_, line) =>
        {
            if (line.Data == "ready")
            {
                ready.TrySetResult();
            }
            else if (line.Data is null)
            {
                ready.TrySetException(new InvalidOperationException("A host ended before it was ready."));
            }
            else
            {
                Console.Error.WriteLine(line.Data);
            }
        };
        host.BeginOutputReadLine();
        await ready.Task;
    }

    private static async Task<long> WaitingAsync(IHost host, HostSettings settings)
    {
        ILedger ledger = host.Services.GetRequiredService<ILedger>();
        long waiting = 0;
        for (int tenant = 1; tenant <= settings.Tenants; tenant++)
        {
            waiting += (await ledger.CountAsync(ProofWorld.Tenant(tenant), ProofWorld.Flow, CancellationToken.None)).Waiting;
        }

        return waiting;
    }

    /// <summary>
    /// What the server's processes have spent, by <c>/proc/id/stat</c>: its second field is a name in parentheses, its fourth the parent, its 14th and 15th
    /// the ticks spent. A connection that was closed meanwhile is not counted; pools keep theirs.
    /// </summary>
    private static TimeSpan DatabaseTime(PostgresServer server)
    {
        string id = server.ProcessId.ToString(CultureInfo.InvariantCulture);
        long ticks = 0;
        foreach (string folder in Directory.EnumerateDirectories("/proc").Where(static folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])))
        {
            string stat;
            try
            {
                stat = File.ReadAllText(Path.Combine(folder, "stat"));
            }
            catch (IOException)
            {
                continue;
            }

            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            if (fields[1] == id || Path.GetFileName(folder) == id)
            {
                ticks += long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
            }
        }

        return TimeSpan.FromSeconds((double)ticks / TicksPerSecond);
    }

    private static TimeSpan HostTime(List<Process> hosts) => hosts.Aggregate(TimeSpan.Zero, static (sum, host) =>
    {
        host.Refresh();
        return sum + host.TotalProcessorTime;
    });
}

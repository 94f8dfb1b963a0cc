using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;
using SyncKit.Connections;
using SyncKit.Ledger;
using SyncKit.Reconciling;
using SyncKit.SampleHost.Reporting;

namespace SyncKit.SampleHost.Syncing;

/// <summary>A run as a person sees it: what is being done, how far it is, and the tables at the end.</summary>
internal sealed class SyncRun : IDisposable
{
    private readonly CallCounter calls = new();
    private readonly SyncRound round;
    private readonly Reporter reporter;
    private readonly IAnsiConsole console;
    private readonly TimeProvider time;
    private long started;
    private FlowCounts? before;
    private FlowCounts rowsBefore = FlowCounts.Zero;

    public SyncRun(IServiceProvider services, IReadOnlyList<string> tenantNames, IAnsiConsole console)
    {
        TenantId[] tenants = [.. tenantNames.Select(name => new TenantId(name))];
        ILedger ledger = services.GetRequiredService<ILedger>();
        round = new SyncRound(services.GetRequiredService<SyncEngine>(), ledger, services.GetRequiredService<IConnectionStore>(), tenants);
        reporter = new Reporter(
            round, ledger, services.GetRequiredService<IConnectionStore>(), services.GetRequiredService<Reconciler>(), tenants, calls);
        time = services.GetRequiredService<TimeProvider>();
        this.console = console;
    }

    /// <summary>Reads what changed and brings it into the books.</summary>
    public Task SyncAsync(string what, CancellationToken cancellationToken) =>
        ShowAsync(what, progress => round.RunAsync(progress, cancellationToken), cancellationToken);

    /// <summary>Lets webhooks arrive and works on what they brought.</summary>
    public Task ReceiveAsync(string what, Func<Task> deliver, CancellationToken cancellationToken) => ShowAsync(
        what,
        async progress =>
        {
            await deliver();
            await round.DrainAsync(progress, cancellationToken);
        },
        cancellationToken);

    /// <summary>Looks for orders that vanished from the shop.</summary>
    public Task SweepAsync(string what, CancellationToken cancellationToken) =>
        ShowAsync(what, progress => round.SweepAsync(progress, cancellationToken), cancellationToken);

    /// <summary>Shows the tables and, for scripts, the one line of JSON.</summary>
    public async Task<int> ReportAsync(bool jsonLast, CancellationToken cancellationToken)
    {
        await BeginAsync(cancellationToken);
        RunReport report = await reporter.GatherAsync(before!, rowsBefore, time.GetElapsedTime(started), cancellationToken);
        SummaryTable.Write(console, report);
        if (jsonLast)
        {
            await Console.Out.WriteLineAsync(SummaryLine.Write(report));
        }

        return report.IsClean ? ExitCodes.Agrees : ExitCodes.Differs;
    }

    /// <summary>Says a line whenever something moved, until the host ends.</summary>
    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        FlowCounts last = await round.CountAsync(cancellationToken);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(TimeSpan.FromSeconds(2), time, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            FlowCounts now = await round.CountAsync(CancellationToken.None);
            FlowCounts moved = now - last;
            if (moved.Written + moved.Updated + moved.Dead != 0)
            {
                console.MarkupLineInterpolated(
                    $"[grey]{time.GetLocalNow():HH:mm:ss}[/] written {moved.Written}, updated {moved.Updated}, held {now.Dead}, waiting {now.Waiting}");
            }

            last = now;
        }
    }

    public void Dispose() => calls.Dispose();

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        if (before is null)
        {
            started = time.GetTimestamp();
            before = await round.CountAsync(cancellationToken);
            rowsBefore = await round.CountAsync(SyncHost.RowsFlow, cancellationToken);
        }
    }

    private async Task ShowAsync(string what, Func<Action<FlowCounts>, Task> work, CancellationToken cancellationToken)
    {
        await BeginAsync(cancellationToken);
        FlowCounts atStart = await round.CountAsync(cancellationToken);
        string line = what;
        if (console.Profile.Capabilities.Interactive)
        {
            await console.Status().StartAsync($"{what} …", status => work(now =>
            {
                line = Line(what, now - atStart, now);
                status.Status(Markup.Escape(line));
            }));
        }
        else
        {
            await work(now => line = Line(what, now - atStart, now));
        }

        console.WriteLine(line);
    }

    private static string Line(string what, FlowCounts moved, FlowCounts now) =>
        $"{what}: {moved.Entered} read, {moved.Written} written, {moved.Updated} updated, {moved.Unchanged} unchanged, {moved.Skipped} skipped, {now.Waiting} waiting";
}

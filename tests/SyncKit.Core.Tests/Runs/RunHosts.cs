using Microsoft.Extensions.DependencyInjection;
using SyncKit.Connections;
using SyncKit.Core.Tests.World;
using SyncKit.Discovery;
using SyncKit.Runs;

namespace SyncKit.Core.Tests.Runs;

/// <summary>Hosts that take runs when a test says so.</summary>
internal static class RunHosts
{
    public static StreamId Stream(TenantId tenant) => new(Scene.Source(tenant), "order");

    public static RunPool Pool(Host host) => host.Services.GetRequiredService<RunPool>();

    public static RunQueue Queue(Host host) => host.Services.GetRequiredService<RunQueue>();

    /// <summary>Takes one run and works on it until it gives it back.</summary>
    /// <returns>The run as it was taken; <see langword="null"/> when none was due.</returns>
    public static Task<SyncRun?> StepAsync(Host host) => StepUntilAsync(host, CancellationToken.None);

    /// <summary>Takes one run and works on it until it gives it back, or until the host is to stop.</summary>
    public static async Task<SyncRun?> StepUntilAsync(Host host, CancellationToken stoppingToken)
    {
        RunLease? lease = (await Pool(host).ClaimAsync(1, TestContext.Current.CancellationToken)).SingleOrDefault();
        if (lease is not null)
        {
            await Pool(host).RunAsync(lease, stoppingToken);
        }

        return lease?.Run;
    }

    /// <summary>Works until no run is due now.</summary>
    public static async Task WorkAsync(Host host)
    {
        while (await StepAsync(host) is not null)
        {
        }
    }

    /// <summary>Works on a run, and on what it brings in, until it has ended.</summary>
    public static async Task<SyncRun> EndAsync(Host host, Scene scene, SyncRun run)
    {
        while (true)
        {
            await WorkAsync(host);
            await host.DrainAsync();
            SyncRun now = (await host.Runs.FindAsync(run.Tenant, run.Id))!;
            if (now.IsEnded)
            {
                return now;
            }

            scene.Time.Advance(TimeSpan.FromSeconds(2));
        }
    }

    public static Task<SyncRun> StartAsync(Host host, SyncOptions options) =>
        host.Runs.StartAsync(Scene.Acme, new RunRequest { Stream = Stream(Scene.Acme), Options = options });

    public static Task<SyncRun> PollAsync(Host host, TenantId tenant) => Queue(host).AddAsync(
        tenant, new RunRequest { Stream = Stream(tenant) }, new RunOrigin(RunOriginKind.Schedule, "default"), TestContext.Current.CancellationToken);
}

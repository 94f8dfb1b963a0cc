using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SyncKit.Adopting;
using SyncKit.Auditing;
using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Lanes;
using SyncKit.Ledger;
using SyncKit.Planning;
using SyncKit.Reconciling;
using SyncKit.Runs;
using SyncKit.Scheduling;
using SyncKit.Webhooks;

namespace SyncKit.Core.Tests.World;

/// <summary>One process with the engine in it.</summary>
internal sealed class Host(ServiceProvider services, WatchedTime time, LogSink log) : IAsyncDisposable
{
    public LogSink Log { get; } = log;

    public SyncEngine Engine => services.GetRequiredService<SyncEngine>();

    public ConnectionSetup Setup => services.GetRequiredService<ConnectionSetup>();

    public WebhookReceiver Webhooks => services.GetRequiredService<WebhookReceiver>();

    public Reconciler Reconciler => services.GetRequiredService<Reconciler>();

    public DeadLetterRecheck Recheck => services.GetRequiredService<DeadLetterRecheck>();

    public IServiceProvider Services => services;

    public SyncPlanner Planner => services.GetRequiredService<SyncPlanner>();

    public Adoption Adoption => services.GetRequiredService<Adoption>();

    public ILedger Ledger => services.GetRequiredService<ILedger>();

    public IDeadLetterStore DeadLetters => services.GetRequiredService<IDeadLetterStore>();

    public IConnectionStore Connections => services.GetRequiredService<IConnectionStore>();

    public ISyncStateStore State => services.GetRequiredService<ISyncStateStore>();

    public ILaneStore Lanes => services.GetRequiredService<ILaneStore>();

    public IAuditTrail Audit => services.GetRequiredService<IAuditTrail>();

    public SyncRuns Runs => services.GetRequiredService<SyncRuns>();

    public IRunStore RunStore => services.GetRequiredService<IRunStore>();

    public SyncSchedules Schedules => services.GetRequiredService<SyncSchedules>();

    public IScheduleStore ScheduleStore => services.GetRequiredService<IScheduleStore>();

    public async Task<DiscoveryReport> DiscoverAsync(TenantId tenant, SyncOptions? options = null) =>
        (await Engine.DiscoverAsync(tenant, options ?? new SyncOptions())).Single();

    public async Task<long> WaitingAsync(TenantId tenant) => (await Ledger.CountAsync(tenant, Scene.Flow, CancellationToken.None)).Waiting;

    public Task DrainAsync(TimeSpan? patience = null) => time.DriveAsync(Engine.DrainAsync(patience ?? TimeSpan.FromMinutes(1)));

    public async Task SyncAsync(TenantId tenant, TimeSpan? patience = null)
    {
        await DiscoverAsync(tenant);
        await DrainAsync(patience);
    }

    /// <summary>Starts what a host starts: the check of what was registered, and the background work.</summary>
    public async Task StartServicesAsync()
    {
        foreach (IHostedService service in services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }
    }

    public async Task StopServicesAsync()
    {
        foreach (IHostedService service in services.GetServices<IHostedService>())
        {
            await service.StopAsync(CancellationToken.None);
        }
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}

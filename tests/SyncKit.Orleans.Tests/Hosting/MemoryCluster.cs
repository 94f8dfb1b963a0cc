using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using SyncKit.Connections;
using SyncKit.Servers;
using SyncKit.SiloHost.Hosting;
using SyncKit.SiloHost.Proof;
using SyncKit.Testing.InMemory;

namespace SyncKit.Orleans.Tests.Hosting;

/// <summary>Silos in the test's own process that share a storage in memory.</summary>
internal sealed class MemoryCluster : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly InMemoryStorage storage = new();
    private readonly Dictionary<string, IHost> silos = [];
    private readonly int primary = FreePort.Find();

    public MemoryBooks Books { get; } = new();

    public HostSettings Settings { get; init; } = new();

    public bool HasReminders { get; init; }

    public IServiceProvider this[string silo] => silos[silo].Services;

    /// <summary>Starts a silo; the first one keeps the list of the cluster's silos, so that it stops last.</summary>
    public async Task StartAsync(string name, Action<SyncKitBuilder>? extend = null)
    {
        HostSettings settings = Settings with { Name = name };
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(settings).AddSingleton<IProofBooks>(Books);
        SyncKitBuilder synckit = builder.Services.AddSyncKit(options =>
            {
                options.LeaseLife = settings.Lease;
                options.Parallelism = settings.Parallelism;
                options.LaneConcurrency = settings.Concurrency;
            })
            .UseInMemory(storage)
            .AddProof()
            .RunOnOrleans();
        extend?.Invoke(synckit);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(
                silos.Count == 0 ? primary : FreePort.Find(), FreePort.Find(), new IPEndPoint(IPAddress.Loopback, primary), ProofHost.Cluster, ProofHost.Cluster);
            ProofHost.Configure(silo, settings);
            if (HasReminders)
            {
                silo.UseInMemoryReminderService();
            }
        });
        IHost host = builder.Build();
        if (silos.Count == 0)
        {
            await ProofWorld.ConnectAsync(host.Services, settings.Tenants, TestContext.Current.CancellationToken);
        }

        silos.Add(name, host);
        await host.StartAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Stops a silo as a host does that is told to end.</summary>
    public async Task StopAsync(string name)
    {
        IHost host = silos[name];
        silos.Remove(name);
        await host.StopAsync(TestContext.Current.CancellationToken);
        host.Dispose();
    }

    public Task ReceiveAsync(string silo, int tenant, params string[] orders) =>
        ProofWorld.ReceiveAsync(this[silo], ProofWorld.Tenant(tenant), orders, TestContext.Current.CancellationToken);

    public IReadOnlyList<string> Booked(int tenant) => Books.Of(Lane(tenant));

    public static string Lane(int tenant) => ProofWorld.Lane(ProofWorld.Tenant(tenant)).ToString();

    /// <summary>Waits until something is so, and fails the test when it does not become so.</summary>
    public static async Task UntilAsync(Func<bool> condition, string what)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        while (!condition())
        {
            if (patience.IsCancellationRequested)
            {
                Assert.Fail($"It did not happen within {Patience}: {what}");
            }

            await Task.Delay(10, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IHost silo in silos.Values.Reverse())
        {
            await silo.StopAsync(CancellationToken.None);
            silo.Dispose();
        }
    }
}

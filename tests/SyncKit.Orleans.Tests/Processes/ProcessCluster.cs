using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using SyncKit.Ledger;
using SyncKit.Orleans.Clustering;
using SyncKit.Servers;
using SyncKit.SiloHost.Hosting;
using SyncKit.SiloHost.Proof;

namespace SyncKit.Orleans.Tests.Processes;

/// <summary>Hosts in processes of their own that share one database, and a receiver of webhooks in the test's process.</summary>
internal sealed class ProcessCluster : IAsyncDisposable
{
    public const int Tenants = 200;

    private const int BusyLanes = 10;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>The time between two orders that come in; about a hundred a second.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(10);

    private readonly HostSettings settings;
    private readonly NpgsqlDataSource database;
    private readonly IHost receiver;
    private readonly ConcurrentBag<(string Lane, string Record)> sent = [];
    private readonly Dictionary<string, HostProcess> hosts = [];

    private ProcessCluster(HostSettings settings)
    {
        this.settings = settings;
        database = NpgsqlDataSource.Create(settings.Connection);
        receiver = ProofHost.Idle(settings);
        Proof = new ProofLedger(database);
    }

    public ProofLedger Proof { get; }

    public TimeSpan Lease => settings.Lease;

    public int MostCallsOfALane => settings.Concurrency;

    public HostProcess this[string name] => hosts[name];

    public IReadOnlyCollection<HostProcess> Hosts => hosts.Values;

    /// <summary>Makes a database with all tenants connected.</summary>
    /// <param name="fixture">The server.</param>
    /// <param name="onOrleans">Whether a cluster places the work, or each host takes it from the database.</param>
    /// <param name="work">How long the books take for a call. Default: 20 ms.</param>
    public static async Task<ProcessCluster> CreateAsync(PostgresFixture fixture, bool onOrleans, TimeSpan? work = null)
    {
        PostgresServer server = await fixture.ServerAsync();
        string connection = server.ConnectionString(await server.CreateDatabaseAsync());
        HostSettings settings = new() { Connection = connection, OnOrleans = onOrleans, Tenants = Tenants, Name = "receiver" };
        ProcessCluster cluster = new(settings with { Work = work ?? settings.Work });
        await OrleansTables.EnsureAsync(cluster.database, TestContext.Current.CancellationToken);
        await ProofTables.EnsureAsync(cluster.database, TestContext.Current.CancellationToken);
        await ProofWorld.ConnectAsync(cluster.receiver.Services, Tenants, TestContext.Current.CancellationToken);
        return cluster;
    }

    /// <summary>Starts hosts, all at once, and waits until all of them work.</summary>
    public async Task StartAsync(params string[] names)
    {
        foreach (string name in names)
        {
            hosts[name] = HostProcess.Start(name,
            [
                "host", "--mode", settings.OnOrleans ? "orleans" : "database", "--connection", settings.Connection,
                "--work-ms", $"{settings.Work.TotalMilliseconds}", "--silo-port", $"{FreePort.Find()}", "--gateway-port", $"{FreePort.Find()}",
            ]);
        }

        await Task.WhenAll(names.Select(name => hosts[name].ReadyAsync()));
    }

    /// <summary>Lets a host end as a deployment does, and waits until it is gone.</summary>
    public async Task StopAsync(string name)
    {
        HostProcess host = hosts[name];
        hosts.Remove(name);
        host.Signal(Signals.Terminate);
        (await host.EndAsync()).Should().Be(0, host.Output);
        await host.DisposeAsync();
    }

    /// <summary>Takes one order of every tenant in.</summary>
    public Task ReceiveFromAllAsync(string order) => Parallel.ForEachAsync(
        Enumerable.Range(1, Tenants), TestContext.Current.CancellationToken, async (number, _) => await ReceiveAsync(number, order));

    /// <summary>Takes orders of a tenant in; what is acknowledged must arrive.</summary>
    public async Task ReceiveAsync(int tenant, params string[] orders)
    {
        await ProofWorld.ReceiveAsync(receiver.Services, ProofWorld.Tenant(tenant), orders, TestContext.Current.CancellationToken);
        foreach (string order in orders)
        {
            sent.Add((ProofWorld.Lane(ProofWorld.Tenant(tenant)).ToString(), order));
        }
    }

    /// <summary>Takes orders in, tenant after tenant, while something goes on.</summary>
    public async Task WhileReceivingAsync(string prefix, Func<Task> work)
    {
        using CancellationTokenSource done = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Task receiving = Task.Run(async () =>
        {
            using PeriodicTimer pace = new(Pace);
            for (int number = 0; !done.IsCancellationRequested; number++)
            {
                await pace.WaitForNextTickAsync(CancellationToken.None);
                await ReceiveAsync((number % Tenants) + 1, $"{prefix}-{number}");
            }
        });
        try
        {
            await work();
        }
        finally
        {
            await done.CancelAsync();
            await receiving;
        }
    }

    /// <summary>Waits until every order that was acknowledged is settled.</summary>
    public async Task SettledAsync()
    {
        Stopwatch waited = Stopwatch.StartNew();
        while (await WaitingAsync() is > 0 and var waiting)
        {
            if (waited.Elapsed > Patience)
            {
                Assert.Fail($"{waiting} orders still wait after {Patience}.\n{string.Join('\n', hosts.Values.Select(host => $"{host.Name}:\n{host.Output}"))}");
            }

            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until a host is busy with several lanes at once.</summary>
    public async Task BusyAsync(string host)
    {
        Stopwatch waited = Stopwatch.StartNew();
        while (await Proof.BusyLanesAsync(host) < BusyLanes)
        {
            waited.Elapsed.Should().BeLessThan(Patience, $"{host} works");
            await Task.Delay(Pace, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Nothing is lost, nothing is doubled, no lane had more calls than it may, and none had two owners.</summary>
    public async Task ShouldAgreeAsync()
    {
        await SettledAsync();
        await Proof.NoteAsync(sent);
        sent.Should().NotBeEmpty();
        (await Proof.LostAsync()).Should().Be(0, "nothing is lost");
        (await Proof.DoubledAsync()).Should().Be(0, "nothing is doubled");
        (await Proof.MostCallsAtOnceAsync()).Should().BeInRange(1, MostCallsOfALane, "no lane's limit is exceeded");
        (await Proof.TwoOwnersAsync()).Should().Be(0, "a lane has one owner at a time");
        (await Proof.ForgottenCallsAsync()).Should().Be(0, "a lane's next owner knows what was used before");
        ILedger ledger = receiver.Services.GetRequiredService<ILedger>();
        FlowCounts counts = FlowCounts.Zero;
        for (int number = 1; number <= Tenants; number++)
        {
            FlowCounts of = await ledger.CountAsync(ProofWorld.Tenant(number), ProofWorld.Flow, TestContext.Current.CancellationToken);
            of.AreConserved.Should().BeTrue($"the counts of tenant {number} add up");
            counts += of;
        }

        counts.Written.Should().Be(sent.Count).And.Be(await Proof.BookedAsync());
        counts.Dead.Should().Be(0);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (HostProcess host in hosts.Values)
        {
            await host.DisposeAsync();
        }

        receiver.Dispose();
        await database.DisposeAsync();
    }

    private async Task<long> WaitingAsync()
    {
        ILedger ledger = receiver.Services.GetRequiredService<ILedger>();
        long waiting = 0;
        for (int number = 1; number <= Tenants; number++)
        {
            waiting += (await ledger.CountAsync(ProofWorld.Tenant(number), ProofWorld.Flow, TestContext.Current.CancellationToken)).Waiting;
        }

        return waiting;
    }
}

using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using SyncKit.Auditing;
using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Discovery;
using SyncKit.Hosting;
using SyncKit.Inbox;
using SyncKit.Lanes;
using SyncKit.Ledger;
using SyncKit.Runs;
using SyncKit.Scheduling;
using SyncKit.Testing.InMemory;
using SyncKit.Transforming;

namespace SyncKit.Core.Tests.World;

/// <summary>What outlives hosts: shops, books, the storage and the time. Every host that starts here finds what the last one left.</summary>
internal sealed class Scene
{
    public const string Flow = "orders";

    public Scene() => Books = new Books { Time = Time };

    public static TenantId Acme { get; } = new("acme");

    public WatchedTime Time { get; } = new();

    public InMemoryStorage Storage { get; } = new();

    public Shops Shops { get; } = new();

    public Books Books { get; }

    public Shop Shop => Shops.Of(Acme);

    public static ConnectionId Source(TenantId tenant) => new(tenant, "shop", "main");

    public static ConnectionId Lane(TenantId tenant) => new(tenant, "books", "main");

    public static RecordKey Record(string id) => new(Source(Acme), Order.Kind, id);

    public Host Start(Crash? crash = null, Action<SyncKitOptions>? configure = null, Action<SyncKitBuilder>? extend = null)
    {
        crash ??= new Crash();
        LogSink log = new();
        ServiceCollection services = new();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton(Shops).AddSingleton(Books).AddSingleton(crash);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        SyncKitBuilder builder = services.AddSyncKit(options =>
            {
                options.RunInBackground = false;
                options.LeaseLife = WatchedTime.LeaseLife;
                options.Jitter = () => 1;
                configure?.Invoke(options);
            })
            .UseInMemory(Storage)
            .WithCredentialKeys(keys =>
            {
                keys.Active = "k1";
                keys.Keys["k1"] = Convert.ToBase64String(new byte[32]);
            })
            .AddSource<Order, ShopSource>("shop")
            .AddWebhookReader<SignedWebhooks>("shop")
            .AddDestination<BookDocument, BooksDestination>("books")
            .AddTransformer<Order, BookDocument, OrderToBooks>("books")
            .AddFlow<Order>(Flow, flow => flow.From("shop").To("books"));
        extend?.Invoke(builder);
        Break<ISyncStateStore>(services, crash);
        Break<ILaneStore>(services, crash);
        Break<ILedger>(services, crash);
        Break<IReferenceStore>(services, crash);
        Break<IConnectionStore>(services, crash);
        Break<IAuditTrail>(services, crash);
        Break<IScheduleStore>(services, crash);
        Break<IRunStore>(services, crash);
        return new Host(services.BuildServiceProvider(), Time, log);
    }

    public async Task<Host> StartConnectedAsync(Action<SyncKitOptions>? configure = null, params TenantId[] tenants)
    {
        Host host = Start(configure: configure);
        foreach (TenantId tenant in tenants.Length == 0 ? [Acme] : tenants)
        {
            await ConnectAsync(host, tenant);
        }

        return host;
    }

    public static async Task ConnectAsync(Host host, TenantId tenant)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        await host.Setup.ConnectAsync(Source(tenant), "{}", CredentialSet.Of(("secret", "s3cret")), cancellationToken);
        await host.Setup.ConnectAsync(Lane(tenant), "{}", CredentialSet.Of(("token", "t0ken")), cancellationToken);
        await host.Setup.SwitchOnAsync(Flow, Source(tenant), Lane(tenant), cancellationToken);
    }

    /// <summary>The books hold what the shop holds, each once; the counts add up; and the comparison agrees.</summary>
    public async Task ShouldAgreeAsync(Host host, TenantId? of = null)
    {
        TenantId tenant = of ?? Acme;
        Dictionary<string, decimal> expected = Shops.Of(tenant).Orders
            .Where(order => order.Status == "completed")
            .ToDictionary(order => order.Id, order => decimal.Parse(order.Total, System.Globalization.CultureInfo.InvariantCulture));
        IReadOnlyList<BookDocument> counting = Books.Counting(Lane(tenant));
        counting.Select(document => document.Marker).Should().OnlyHaveUniqueItems("nothing is doubled");
        counting.GroupBy(document => document.Marker.Split('/')[^1].Split(':')[0])
            .ToDictionary(group => group.Key, group => group.Sum(document => document.Total))
            .Should().BeEquivalentTo(expected);
        FlowCounts counts = await host.Ledger.CountAsync(tenant, Flow, TestContext.Current.CancellationToken);
        counts.AreConserved.Should().BeTrue($"{counts} adds up");
        counts.Waiting.Should().Be(0);
        (await host.Reconciler.RunAsync(tenant, Flow)).Differences.Should().BeEmpty();
    }

    /// <summary>A lease ends in the store while its owner is at work and does not know yet.</summary>
    public void EndLease(ConnectionId lane)
    {
        object lanes = typeof(InMemoryStorage).GetProperty("Lanes", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(Storage)!;
        object state = ((System.Collections.IDictionary)lanes)[lane]!;
        state.GetType().GetProperty("LeaseUntil")!.SetValue(state, default(DateTimeOffset));
    }

    private static void Break<T>(ServiceCollection services, Crash crash)
        where T : class
    {
        Type implementation = services.Single(service => service.ServiceType == typeof(T)).ImplementationType!;
        services.RemoveAll<T>();
        services.AddSingleton(provider => CrashingStore<T>.Wrap((T)ActivatorUtilities.CreateInstance(provider, implementation), crash));
    }
}

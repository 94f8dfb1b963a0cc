using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace SyncKit.SiloHost.Hosting;

/// <summary>How one host is run: the options of the command line.</summary>
internal sealed record HostSettings
{
    /// <summary><c>--mode</c>: whether an Orleans cluster places the work (<c>orleans</c>) or each host takes it from the database (<c>database</c>).</summary>
    public bool OnOrleans { get; init; } = true;

    /// <summary><c>--connection</c>: the PostgreSQL database of the engine, of the cluster, and of the books.</summary>
    public string Connection { get; init; } = string.Empty;

    /// <summary><c>--name</c>: what the host is called in the books. <value>Default: host.</value></summary>
    public string Name { get; init; } = "host";

    /// <summary><c>--tenants</c>: how many tenants are connected or fed. <value>Default: 200.</value></summary>
    public int Tenants { get; init; } = 200;

    /// <summary><c>--orders</c>: how many orders are fed in all. <value>Default: 10 000.</value></summary>
    public int Orders { get; init; } = 10_000;

    /// <summary><c>--hosts</c>: how many hosts are measured. <value>Default: 1.</value></summary>
    public int Hosts { get; init; } = 1;

    /// <summary><c>--work-ms</c>: how long the books take for a call. <value>Default: 20 ms.</value></summary>
    public TimeSpan Work { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary><c>--lease-seconds</c>: how long a lease lasts unless renewed. <value>Default: 5 s.</value></summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary><c>--probe-ms</c>: how often silos look whether their neighbours live; three misses are a death. <value>Default: 1 000 ms.</value></summary>
    public TimeSpan Probe { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary><c>--parallelism</c>: how many lanes a host works on at once. <value>Default: 16.</value></summary>
    public int Parallelism { get; init; } = 16;

    /// <summary><c>--concurrency</c>: how many calls of a lane are under way at once. <value>Default: 2.</value></summary>
    public int Concurrency { get; init; } = 2;

    /// <summary><c>--books</c>: <c>proof</c> keeps every call in the database, <c>instant</c> only takes its time. <value>Default: proof.</value></summary>
    public bool KeepsProof { get; init; } = true;

    /// <summary><c>--shop-orders</c>: how many orders each shop holds for the first poll. <value>Default: 0.</value></summary>
    public int ShopOrders { get; init; }

    /// <summary><c>--silo-port</c> and <c>--gateway-port</c>: where the silo listens on the loopback interface.</summary>
    public int SiloPort { get; init; }

    /// <inheritdoc cref="SiloPort"/>
    public int GatewayPort { get; init; }

    public static HostSettings Read(string[] args)
    {
        IConfiguration options = new ConfigurationBuilder().AddCommandLine(args).Build();
        HostSettings defaults = new();
        return new HostSettings
        {
            OnOrleans = options["mode"] switch
            {
                null or "orleans" => true,
                "database" => false,
                _ => throw new ArgumentException("--mode is orleans or database."),
            },
            Connection = options["connection"] ?? string.Empty,
            Name = options["name"] ?? defaults.Name,
            Tenants = Number("tenants", defaults.Tenants),
            Orders = Number("orders", defaults.Orders),
            Hosts = Number("hosts", defaults.Hosts),
            Work = TimeSpan.FromMilliseconds(Number("work-ms", (int)defaults.Work.TotalMilliseconds)),
            Lease = TimeSpan.FromSeconds(Number("lease-seconds", (int)defaults.Lease.TotalSeconds)),
            Probe = TimeSpan.FromMilliseconds(Number("probe-ms", (int)defaults.Probe.TotalMilliseconds)),
            Parallelism = Number("parallelism", defaults.Parallelism),
            Concurrency = Number("concurrency", defaults.Concurrency),
            KeepsProof = options["books"] switch
            {
                null or "proof" => true,
                "instant" => false,
                _ => throw new ArgumentException("--books is proof or instant."),
            },
            ShopOrders = Number("shop-orders", defaults.ShopOrders),
            SiloPort = Number("silo-port", 0),
            GatewayPort = Number("gateway-port", 0),
        };

        int Number(string name, int otherwise) => options[name] is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
    }
}

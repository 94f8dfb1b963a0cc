using System.Globalization;
using System.Text;
using SyncKit.Testing.Faults;
using SyncKit.Testing.Loopback;
using SyncKit.Testing.Snapshots;

namespace SyncKit.Testing.WooCommerce;

/// <summary>A WooCommerce 11 store with its REST API on a loopback port and its webhooks, behaving as a real one was observed to.</summary>
public sealed class WooCommerceSimulator : IAsyncDisposable
{
    internal const string Version = "11.0.1";

    private const string Notice = "<br />\n<b>Warning</b>: something in <b>/x.php</b> on line <b>1</b><br />\n";

    private readonly TimeProvider time;
    private readonly Site site;
    private readonly KeyRing keys;
    private readonly RestApi api;
    private readonly KeyHandover handover;
    private readonly Queue<SimulatedRequest> requests = new();
    private readonly int kept;
    private LoopbackServer? server;
    private int calls;

    private WooCommerceSimulator(WooCommerceSimulatorOptions options, WooCommerceSnapshot? saved)
    {
        Random random = new(saved?.Seed ?? options.RandomSeed);
        time = options.TimeProvider;
        kept = options.KeptRequests;
        site = new Site(options.SiteTimeZone, options.Currency);
        keys = new KeyRing(random, options.AllowBasicOverHttp, site, saved?.Keys);
        Store = new SimulatedStore(site, time, random, keys.WebhookSecret);
        if (saved is not null)
        {
            Store.Load(saved);
        }

        api = new RestApi(Store);
        handover = new KeyHandover(keys, options.AllowPlainCallback);
    }

    /// <summary>The store's address, with its last slash.</summary>
    public Uri StoreUrl => new(site.Url + "/");

    /// <summary>The consumer key of the store's first API key, which reads and writes.</summary>
    public string ConsumerKey => keys.First.ConsumerKey;

    /// <summary>The consumer secret of the store's first API key.</summary>
    public string ConsumerSecret => keys.First.ConsumerSecret;

    /// <summary>The secret that webhooks are signed with unless registered with another.</summary>
    public string WebhookSecret => keys.WebhookSecret;

    /// <summary>What is in the store.</summary>
    public SimulatedStore Store { get; }

    /// <summary>The planned faults of single calls.</summary>
    public FaultPlan Faults { get; } = new();

    /// <summary>What is wrong with the whole site.</summary>
    /// <value><see cref="SimulatedOutage.None"/></value>
    public SimulatedOutage Outage { get; set; }

    /// <summary>Whether the merchant does not let an app have a key that asks for one.</summary>
    /// <value>false</value>
    public bool DeniesConsent { get; set; }

    /// <summary>How many calls reached the store, those with a planned fault before the work not counted.</summary>
    public int Calls => Volatile.Read(ref calls);

    /// <summary>The youngest calls that reached the store, oldest first.</summary>
    public IReadOnlyList<SimulatedRequest> Requests
    {
        get
        {
            lock (requests)
            {
                return [.. requests];
            }
        }
    }

    /// <summary>Starts a store on a free loopback port.</summary>
    /// <param name="options">What the store is like.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="FileNotFoundException">There is no file at <see cref="WooCommerceSimulatorOptions.LoadFrom"/>.</exception>
    /// <exception cref="InvalidDataException">The file at <see cref="WooCommerceSimulatorOptions.LoadFrom"/> is broken or of another version.</exception>
    public static async Task<WooCommerceSimulator> StartAsync(WooCommerceSimulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new WooCommerceSimulatorOptions();
        WooCommerceSnapshot? saved = options.LoadFrom is { } file
            ? await SnapshotFile.ReadAsync(file, WooCommerceSnapshot.CurrentFormat, WooCommerceSnapshotJson.Default.WooCommerceSnapshot, cancellationToken).ConfigureAwait(false)
            : null;
        WooCommerceSimulator simulator = new(options, saved);
        LoopbackServer server = await LoopbackServer.StartAsync(simulator.Answer, RestError.Planned, simulator.Faults, simulator.time, cancellationToken, options.Port).ConfigureAwait(false);
        simulator.server = server;
        simulator.site.Url = server.Address.AbsoluteUri.TrimEnd('/');
        return simulator;
    }

    /// <summary>
    /// Writes the store as it is now to a file for <see cref="WooCommerceSimulatorOptions.LoadFrom"/>, over an older one if there is. A half-written order is saved whole;
    /// requests, planned faults, outage and used OAuth nonces are not saved.
    /// </summary>
    /// <param name="file">The file's path.</param>
    /// <param name="cancellationToken">Gives up the saving; an older file then stays.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public Task SaveAsync(string file, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        return SnapshotFile.WriteAsync(file, Store.Save(keys), cancellationToken);
    }

    /// <summary>How many of the kept calls satisfy a condition.</summary>
    /// <param name="predicate">The condition.</param>
    public int CountCalls(Func<SimulatedRequest, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return Requests.Count(predicate);
    }

    /// <summary>Makes another API key.</summary>
    /// <param name="access">What it may do.</param>
    public StoreKey AddKey(KeyAccess access) => keys.Add(access);

    /// <summary>Revokes an API key: calls with it are answered as calls without any.</summary>
    /// <param name="consumerKey">The key's public half.</param>
    public void RevokeKey(string consumerKey) => keys.Revoke(consumerKey);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private SimulatedResponse Answer(SimulatedRequest request)
    {
        Interlocked.Increment(ref calls);
        lock (requests)
        {
            requests.Enqueue(request);
            while (requests.Count > kept)
            {
                requests.Dequeue();
            }
        }

        SimulatedResponse response = Outage switch
        {
            SimulatedOutage.Maintenance => RestError.Planned(503).With("Retry-After", "600"),
            SimulatedOutage.BadGateway => RestError.BadGateway(),
            SimulatedOutage.DatabaseDown => RestError.WpDie(500, "<h1>Error establishing a database connection<\\/h1>"),
            SimulatedOutage.PhpFatal => RestError.PhpFatal(),
            SimulatedOutage.PluginDeactivated => RestError.NoRoute(),
            _ => AnswerUp(request),
        };
        if (Outage == SimulatedOutage.NoticeBeforeJson)
        {
            response = WithNotice(response);
        }

        response.Headers.TryAdd("Link", $"<{site.Url}/wp-json/>; rel=\"https://api.w.org/\"");
        return response
            .With("Server", "nginx/1.22.1")
            .With("Date", time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture))
            .With("Expires", "Wed, 11 Jan 1984 05:00:00 GMT")
            .With("Cache-Control", "no-cache, must-revalidate, max-age=0, no-store, private");
    }

    private SimulatedResponse AnswerUp(SimulatedRequest request)
    {
        // The index needs no key; every other route wants one before it looks at anything else.
        if (request.Path.TrimEnd('/') == "/wp-json")
        {
            return api.Index();
        }

        if (request.Method == "GET" && request.Path == KeyHandover.Path)
        {
            return handover.Answer(request, DeniesConsent);
        }

        if (!api.Knows(request))
        {
            return RestError.NoRoute();
        }

        return keys.Refuse(request) ?? api.Answer(request);
    }

    private static SimulatedResponse WithNotice(SimulatedResponse response) =>
        response with { Body = new ReadOnlyMemory<byte>([.. Encoding.ASCII.GetBytes(Notice), .. response.Body.Span]) };
}

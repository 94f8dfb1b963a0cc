using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SyncKit.Auditing;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Notifications;
using SyncKit.Testing.QuickBooks;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.AspNetCore.Tests.Canary;

/// <summary>All systems, the host between them, and those who look on.</summary>
internal sealed class CanaryWorld : IAsyncDisposable
{
    public const string Flow = "orders-to-books";
    public const string Api = "/synckit/tenants/acme";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("synckit-canary-");
    private readonly DirectoryInfo aside = Directory.CreateTempSubdirectory("synckit-canary-aside-");
    private readonly TelemetryWitness telemetry;
    private readonly Exemptions exemptions;
    private readonly Dictionary<string, int> sinks = new(StringComparer.Ordinal);
    private readonly HashSet<(string Marker, string Sink, string Place)> told = [];
    private HashSet<string> inAddresses = [];
    private int searched;
    private int harvested;

    private CanaryWorld()
    {
        Secrets = new Secrets(Finder);
        telemetry = new TelemetryWitness(Witness);
        exemptions = new Exemptions(marker => inAddresses.Contains(marker));
        Client = new CanaryClient(Witness, Secrets);
    }

    public static TenantId Acme { get; } = new("acme");

    public Finder Finder { get; } = new();

    public Witness Witness { get; } = new();

    public Secrets Secrets { get; }

    public CanaryClient Client { get; }

    public QuickBooksSimulator Intuit { get; private set; } = null!;

    public WooCommerceSimulator Shop { get; private set; } = null!;

    public FakeTimeProvider ShopClock { get; } = new(DateTimeOffset.UtcNow.AddMinutes(-10));

    /// <summary>Before QuickBooks.</summary>
    public FrontDoor BooksDoor { get; private set; } = null!;

    /// <summary>A store, or a Supabase project, that only misbehaves.</summary>
    public FrontDoor BadDoor { get; private set; } = null!;

    /// <summary>Where notifications go.</summary>
    public FrontDoor NoticeDoor { get; private set; } = null!;

    public MailDrop Mail { get; } = new();

    public CanaryHost Host { get; private set; } = null!;

    public string Folder => folder.FullName;

    /// <summary>Files that are no storage of the host's.</summary>
    public string Aside => aside.FullName;

    public List<string> Steps { get; } = [];

    public IReadOnlyDictionary<string, int> Sinks => sinks;

    public IEnumerable<string> IdleExemptions => exemptions.Idle;

    public IReadOnlyDictionary<string, string?> Keys => new Dictionary<string, string?>
    {
        ["Keyring:Active"] = "k1",
        ["Keyring:Keys:k1"] = Secrets.FirstKey,
        ["Keyring:Keys:k2"] = Secrets.SecondKey,
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<CanaryWorld> StartAsync()
    {
        CanaryWorld world = new();
        int seed = System.Security.Cryptography.RandomNumberGenerator.GetInt32(1000, int.MaxValue);
        world.Intuit = await QuickBooksSimulator.StartAsync(
            new QuickBooksSimulatorOptions { Seed = seed, RefreshRotation = RefreshRotation.EveryRefresh, Limits = new QuickBooksLimits { Enforced = false } }, Cancel);
        world.Shop = await WooCommerceSimulator.StartAsync(new WooCommerceSimulatorOptions { RandomSeed = seed, TimeProvider = world.ShopClock }, Cancel);
        world.Intuit.AddCompany(new CompanyOptions { TaxEngine = TaxEngine.Automated });
        world.BooksDoor = await FrontDoor.StartAsync(world.Intuit.ApiUrl);
        world.BadDoor = await FrontDoor.StartAsync(null);
        world.NoticeDoor = await FrontDoor.StartAsync(null);
        world.NoticeDoor.Answer = static seen => seen.Path == "/hook" ? Reply.Json(seen, 500) : Reply.Html(seen, 404);
        world.Finder.Add("QuickBooks client secret", world.Intuit.ClientSecret);
        world.Host = await CanaryHost.StartAsync(world, new CanarySettings { InBackground = true, Keys = world.Keys });
        return world;
    }

    public static ConnectionId Id(string connector, string name) => new(Acme, connector, name);

    public Task<Answered> GetAsync(string path) => Client.GetAsync(Host.At(path));

    public Task<Answered> PostAsync(string path, string body = "{}") => Client.PostAsync(Host.At(path), body);

    public Task<Answered> PutAsync(string path, string body, params (string Name, string Value)[] headers) =>
        Client.SendAsync(HttpMethod.Put, Host.At(path), body, headers: headers);

    public Task<Answered> DeleteAsync(string path) => Client.SendAsync(HttpMethod.Delete, Host.At(path));

    /// <summary>A browser at another system, whose answers are not the host's.</summary>
    public static async Task<Uri?> VisitAsync(Uri address)
    {
        using HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, ActivityHeadersPropagator = null });
        using HttpResponseMessage response = await client.GetAsync(address, Cancel);
        return response.Headers.Location;
    }

    /// <summary>The answer has one of these statuses, which shows that the call went the way that is meant.</summary>
    public void Expect(Answered answer, params int[] statuses) => statuses.Should().Contain(answer.Status, "{0}", Finder.Mask(answer.Text));

    /// <summary>Takes an exception for something that a caller gets to read.</summary>
    public async Task CatchAsync(string place, Func<Task> act)
    {
        Exception? thrown = await Record.ExceptionAsync(act);
        thrown.Should().NotBeNull("{0} should be refused", place);
        Witness.See("exception", place, thrown?.ToString());
    }

    /// <summary>One way through the program, and then the search of all that came of it.</summary>
    public async Task StepAsync(string name, Func<Task> walk)
    {
        if (await Record.ExceptionAsync(walk) is { } broken)
        {
            Finder.Mask(broken.ToString()).Should().BeEmpty("the way '{0}' leads to its end", name);
        }

        Steps.Add(name);
        await HarvestAsync();
        IReadOnlyList<Evidence> all = Witness.All;
        Look(all.Skip(searched)).Should().BeEmpty("no secret may show on the way '{0}'", name);
        searched = all.Count;
        Look(Files()).Should().BeEmpty("no secret may be on the disk in the clear after '{0}'", name);
    }

    /// <summary>Everything once more, with the secrets that became known only later.</summary>
    public IReadOnlyList<string> LookAgain() => Look(Witness.All.Concat(Files()));

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Intuit.DisposeAsync();
        await Shop.DisposeAsync();
        await BooksDoor.DisposeAsync();
        await BadDoor.DisposeAsync();
        await NoticeDoor.DisposeAsync();
        await Mail.DisposeAsync();
        Client.Dispose();
        telemetry.Dispose();
        folder.Delete(recursive: true);
        aside.Delete(recursive: true);
    }

    private IReadOnlyList<string> Look(IEnumerable<Evidence> evidence)
    {
        inAddresses = [.. Client.Addresses.SelectMany(Finder.NamesIn)];
        List<string> shown = [];
        foreach (Evidence piece in evidence)
        {
            sinks[piece.Sink] = sinks.GetValueOrDefault(piece.Sink) + 1;
            shown.AddRange(Finder.Search(piece)
                .Where(finding => !exemptions.Allow(finding) && told.Add((finding.Marker, finding.Sink, finding.Sink == "database" ? piece.Place : finding.Place)))
                .Select(static finding => finding.ToString()));
        }

        return shown;
    }

    private IEnumerable<Evidence> Files()
    {
        foreach (FileInfo file in folder.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            using FileStream stream = new(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using MemoryStream copy = new();
            stream.CopyTo(copy);
            yield return new Evidence("database", file.Name, copy.ToArray());
        }
    }

    /// <summary>Every secret that there is by now becomes a marker; rows that are read through their stores are taken down.</summary>
    private async Task HarvestAsync()
    {
        telemetry.Collect();
        await SimulatedSecrets.HarvestAsync(this, () => ++harvested);
        IServiceProvider services = Host.Services;
        ICredentialStore credentials = services.GetRequiredService<ICredentialStore>();
        foreach (Connection connection in await services.GetRequiredService<IConnectionStore>().ListAsync(Acme, Cancel))
        {
            Witness.See("connection", connection.Id.ToString(), $"{connection} {connection.Settings.Json} {connection.Status}");
            if (await ReadAsync(credentials, connection.Id) is { } secrets)
            {
                foreach (string name in secrets.Names.Where(static name => !name.EndsWith("_at", StringComparison.Ordinal) && name != "environment"))
                {
                    Finder.Add($"{name} of {connection.Id} ({++harvested})", secrets.Find(name)!.Reveal());
                }
            }
        }

        foreach (AuditEntry entry in await services.GetRequiredService<IAuditTrail>().ListAsync(Acme, 10_000, Cancel))
        {
            Witness.See("audit", entry.Action, entry.ToString());
        }

        foreach (NotificationGroup group in await services.GetRequiredService<INotificationStore>().ListAsync(Acme, 1000, Cancel))
        {
            Witness.See("notification", $"stored {group.Code}", $"{group} {group.Message} {group.Remedy} {group.Subject}");
        }

        while (NoticeDoor.Requests.TryDequeue(out Seen? sent))
        {
            string path = sent.Path == "/hook" ? "http" : "slack";
            Witness.See("notification", path, $"{sent.Query}\n{sent.Authorization}\n{string.Join('\n', sent.Headers)}\n{sent.Body}");
        }
    }

    private static async Task<CredentialSet?> ReadAsync(ICredentialStore credentials, ConnectionId id)
    {
        try
        {
            return (await credentials.FindAsync(id, "look which secrets there are", Cancel))?.Secrets;
        }
        catch (CredentialException)
        {
            // A step has spoilt them on purpose.
            return null;
        }
    }
}

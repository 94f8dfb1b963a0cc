using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Delivery;
using SyncKit.Intents;
using SyncKit.Ledger;
using SyncKit.Testing.QuickBooks;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.Tests.Hosting;

/// <summary>The connector over a simulated company, with the little of an engine that a test needs.</summary>
internal sealed class Host : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly Dictionary<Reference, ReferenceAnswer> known = [];

    private Host(QuickBooksSimulator simulator, SimulatedCompany company, FakeTimeProvider time, string settings, Action<QuickBooksOptions>? app)
    {
        Simulator = simulator;
        Company = company;
        Time = time;
        ServiceCollection collection = new();
        collection.AddSingleton<TimeProvider>(time);
        collection.AddSingleton<ICredentialStore>(Credentials);
        collection.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs));
        collection.AddSyncKit().UseInMemory().AddQuickBooks(options =>
        {
            // The clock stands still, so whoever waited for the next second would wait for ever.
            options.RequestsPerSecond = 100;
            options.ClientId = simulator.ClientId;
            options.ClientSecret = simulator.ClientSecret;
            options.ApiUrl = simulator.ApiUrl;
            options.TokenUrl = simulator.TokenUrl;
            options.AuthorizeUrl = simulator.AuthorizeUrl;
            options.RevokeUrl = simulator.RevokeUrl;
            app?.Invoke(options);
        });
        services = collection.BuildServiceProvider();
        Destination = services.GetRequiredKeyedService<IDestination<QuickBooksDocument>>("quickbooks");
        string extra = settings.Length > 0 ? "," + settings : string.Empty;
        Books = Shop.Books($$"""{"realmId":"{{company.RealmId}}"{{extra}}}""");
        Credentials.Put(Books.Id, CredentialSet.Of((QuickBooksCredentials.RefreshToken, company.RefreshToken)));
    }

    public QuickBooksSimulator Simulator { get; }

    public SimulatedCompany Company { get; }

    public FakeTimeProvider Time { get; }

    public IEnumerable<string> Customers => Company.Customers.Select(customer => customer.Name);

    public IEnumerable<string> Items => Company.Items.Select(item => item.Name);

    public MemoryCredentials Credentials { get; } = new();

    public LogLines Logs { get; } = new();

    public Connection Books { get; }

    public IDestination<QuickBooksDocument> Destination { get; }

    public List<Intent> Sent { get; } = [];

    /// <summary>Runs before a call goes out.</summary>
    public Action? BeforeSend { get; set; }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public static async Task<Host> StartAsync(
        CompanyOptions? company = null, string settings = "", Action<QuickBooksSimulatorOptions>? configure = null, Action<QuickBooksOptions>? app = null)
    {
        FakeTimeProvider time = new(Shop.Now) { AutoAdvanceAmount = TimeSpan.Zero };
        QuickBooksSimulatorOptions options = new() { Time = time, Limits = new QuickBooksLimits { Enforced = false } };
        configure?.Invoke(options);
        QuickBooksSimulator simulator = await QuickBooksSimulator.StartAsync(options, TestContext.Current.CancellationToken);
        return new Host(simulator, simulator.AddCompany(company ?? new CompanyOptions { TaxEngine = TaxEngine.Automated }), time, settings, app);
    }

    public async Task<IReadOnlyList<ReferenceAnswer>> ResolveAsync(IReadOnlyCollection<Reference> references)
    {
        Reference[] unknown = [.. references.Where(reference => !known.ContainsKey(reference))];
        if (unknown.Length == 0)
        {
            return [];
        }

        DeliveryContext context = new(Books, SendAsync, Time.GetUtcNow());
        IReadOnlyList<ReferenceAnswer> answers = await Destination.ResolveAsync(context, unknown, TestContext.Current.CancellationToken);
        foreach (ReferenceAnswer answer in answers.Where(answer => answer.Resolved is not null))
        {
            known[answer.Reference] = answer;
        }

        return answers;
    }

    public async Task<WriteAnswer> SendAsync(Intent intent, CancellationToken cancellationToken)
    {
        Sent.Add(intent);
        BeforeSend?.Invoke();
        return await Destination.SendAsync(Books, intent, cancellationToken);
    }

    /// <summary>Transforms an order as the engine would, its references resolved.</summary>
    public async Task<TransformResult<QuickBooksDocument>> TransformAsync(Order order, params LedgerDocument[] posted)
    {
        OrderTransformer transformer = new();
        TransformContext naming = Context(order, [], posted);
        Dictionary<Reference, ReferenceAnswer> answers = (await ResolveAsync(transformer.References(order, naming)))
            .ToDictionary(answer => answer.Reference);
        foreach ((Reference reference, ReferenceAnswer answer) in known)
        {
            answers[reference] = answer;
        }

        return transformer.Transform(order, Context(order, answers, posted));
    }

    public IReadOnlyList<Intent> Plan(Order order, TransformResult<QuickBooksDocument> result, params LedgerDocument[] posted)
    {
        Dictionary<string, LedgerDocument> existing = posted.ToDictionary(document => document.Key);
        return Destination.Plan(Books, [.. result.Drafts.Select(draft => Write(order, draft, existing.GetValueOrDefault(draft.Key)))], Time.GetUtcNow());
    }

    public static DocumentWrite<QuickBooksDocument> Write(Order order, DocumentDraft<QuickBooksDocument> draft, LedgerDocument? existing = null, int first = 1) => new()
    {
        Flow = "orders-to-books",
        Record = Shop.Record(order.Id),
        Draft = draft,
        Existing = existing,
        FirstGeneration = first,
    };

    /// <summary>Posts an order's documents and gives back how they stand.</summary>
    public async Task<IReadOnlyList<LedgerDocument>> PostAsync(Order order, params LedgerDocument[] posted)
    {
        TransformResult<QuickBooksDocument> result = await TransformAsync(order, posted);
        result.Refusal.Should().BeNull();
        Dictionary<string, LedgerDocument> documents = posted.ToDictionary(document => document.Key);
        foreach (Intent intent in Plan(order, result, posted))
        {
            WriteAnswer answer = await SendAsync(intent, TestContext.Current.CancellationToken);
            answer.Failure.Should().BeNull();
            foreach (TargetAnswer target in answer.Targets)
            {
                target.Failure.Should().BeNull();
                LedgerDocument expected = intent.Targets.Single(candidate => candidate.Id == target.TargetId).Document!;
                target.Written!.Total.Should().Be(expected.Total);
                target.Written.Tax.Should().Be(expected.Tax);
                documents[expected.Key] = expected with { DestinationId = target.Written.Id, Version = target.Written.Version };
            }
        }

        return [.. documents.Values];
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Simulator.DisposeAsync();
    }

    private TransformContext Context(Order order, Dictionary<Reference, ReferenceAnswer> answers, LedgerDocument[] posted) => new()
    {
        Record = Shop.Record(order.Id),
        Source = Shop.Source,
        Destination = Books,
        Posted = posted.ToDictionary(document => document.Key),
        References = answers,
    };
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Connectors;
using SyncKit.Credentials;
using SyncKit.Discovery;
using SyncKit.Faults;
using SyncKit.Http;
using SyncKit.Supabase.Api;
using SyncKit.Testing.Supabase;

namespace SyncKit.Supabase.Tests.Source;

/// <summary>A simulated project with a shop's own tables, and a host that reads them, on one clock that stands still.</summary>
internal sealed class ConnectedTables : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 22, 17, 0, 0, TimeSpan.Zero);

    /// <summary>Tables as an app has them, with names and types of its own.</summary>
    public const string Sql = """
        create table shop_orders (
            id bigint primary key,
            order_no text,
            state text not null default 'paid',
            currency text not null default 'USD',
            grand_total numeric(12,2) not null,
            vat numeric(12,2) not null default 0,
            freight numeric(12,2),
            buyer jsonb,
            city text,
            items jsonb,
            deleted boolean not null default false,
            created timestamptz not null default now(),
            changed timestamptz not null default now()
        );
        create table shop_lines (
            id uuid primary key default gen_random_uuid(),
            order_id bigint not null references shop_orders (id) on delete cascade,
            pos integer not null default 1,
            title text not null,
            sku text,
            pieces numeric not null,
            net numeric(12,2) not null,
            vat numeric(12,2) not null default 0
        );
        """;

    /// <summary>The settings that map those tables.</summary>
    public const string Orders = """
        "table":"shop_orders",
        "columns":{"order_id":"id","updated_at":"changed","deleted_at":"deleted","number":"order_no","status":"state","currency":"currency","total":"grand_total",
            "total_tax":"vat","ordered_at":"created","shipping_total":"freight","customer_email":"buyer->>email","billing_address.city":"city","meta.channel":"buyer->>via"},
        "lines":{"table":"shop_lines","columns":{"order_id":"order_id","line_id":"id","position":"pos","name":"title","sku":"sku","quantity":"pieces","total":"net","total_tax":"vat"}}
        """;

    private readonly ServiceProvider services;

    private ConnectedTables(SupabaseSimulator simulator, FakeTimeProvider time, string orders, int pageSize, string? key)
    {
        Simulator = simulator;
        Time = time;
        Project = simulator.AddProject(Sql);
        Connection = new Connection
        {
            Id = new ConnectionId(new TenantId("acme"), "supabase", "main"),
            Settings = new ConnectionSettings($$$"""{"url":"{{{Project.Url}}}","sources":{"orders":{ {{{orders}}} } } }"""),
        };
        ServiceCollection collection = new();
        collection.AddLogging();
        collection.AddSingleton<TimeProvider>(time);
        collection.AddSingleton<ICredentialStore>(new ProjectCredentials(CredentialSet.Of((SupabaseCredentials.ApiKey, key ?? Project.SecretKey))));
        ConnectedProject.NewBuilder(collection).AddSupabase(options =>
        {
            options.AllowPrivateAddresses = true;
            options.PageSize = pageSize;
        });
        collection.Configure<HttpResilienceOptions>(ProjectClient.HttpClientName, http => http.MaxRetries = 0);
        services = collection.BuildServiceProvider();
    }

    public SupabaseSimulator Simulator { get; }

    public SimulatedProject Project { get; }

    public FakeTimeProvider Time { get; }

    public Connection Connection { get; }

    public ISource<Order> Source => services.GetRequiredKeyedService<ISource<Order>>("supabase");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="orders">The settings of the orders' source, without its braces.</param>
    /// <param name="pageSize">The rows that one request asks for.</param>
    /// <param name="key">Gives another key than the project's secret one.</param>
    public static async Task<ConnectedTables> StartAsync(string orders = Orders, int pageSize = 500, Func<SimulatedProject, string>? key = null)
    {
        FakeTimeProvider time = new(Start);
        SupabaseSimulator simulator = await SupabaseSimulator.StartAsync(new SupabaseSimulatorOptions { Time = time }, Cancellation);
        SimulatedProject probe = simulator.AddProject();
        string? given = key?.Invoke(probe).Replace("project0000000000001", "project0000000000002", StringComparison.Ordinal);
        return new ConnectedTables(simulator, time, orders, pageSize, given);
    }

    /// <summary>Puts an order in, of one line, and lets it come to rest.</summary>
    public void Sell(long id, string total = "10.00", string? changed = null)
    {
        Project.Insert("shop_orders", changed is null
            ? $$"""{"id":{{id}},"grand_total":{{total}}}"""
            : $$"""{"id":{{id}},"grand_total":{{total}},"changed":"{{changed}}"}""");
        Project.Insert("shop_lines", $$"""{"order_id":{{id}},"title":"Mug","sku":"MUG","pieces":2,"net":{{total}}}""");
    }

    /// <summary>Reads to the end.</summary>
    public async Task<Reading> ReadAsync(string? cursor = null, DateRange? window = null, int mostPages = int.MaxValue)
    {
        List<SourceRecord> records = [];
        int pages = 0;
        await foreach (SourcePage page in Source.ReadAsync(new SourceRequest { Connection = Connection, Cursor = cursor, Window = window }, Cancellation))
        {
            records.AddRange(page.Records);
            cursor = page.Cursor ?? cursor;
            if (++pages >= mostPages)
            {
                break;
            }
        }

        return new Reading(records, cursor, pages);
    }

    public Task<IReadOnlyList<SourceRecord>> FetchAsync(params string[] ids) => Source.FetchAsync(Connection, ids, Cancellation);

    public async Task<List<string>> ListIdsAsync()
    {
        List<string> all = [];
        await foreach (IReadOnlyList<string> ids in Source.ListIdsAsync(Connection, Cancellation))
        {
            all.AddRange(ids);
        }

        return all;
    }

    /// <summary>The failure that a reading meets.</summary>
    public async Task<Failure> FailAsync(string? cursor = null)
    {
        Func<Task> reading = () => ReadAsync(cursor);
        return (await reading.Should().ThrowAsync<ConnectorException>()).Which.Failure;
    }

    public Task<IReadOnlyList<Finding>> CheckAsync() => services.GetRequiredService<IConnector>().CheckAsync(Connection, Cancellation);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Simulator.DisposeAsync();
    }

    /// <summary>What was read.</summary>
    internal sealed record Reading(IReadOnlyList<SourceRecord> Records, string? Cursor, int Pages)
    {
        public IEnumerable<string> Ids => Records.Select(static record => record.Id);
    }
}

using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Discovery;
using SyncKit.EndToEnd.Tests.WholePath;
using SyncKit.Ledger;
using SyncKit.QuickBooks;
using SyncKit.Supabase;
using SyncKit.Testing.InMemory;
using SyncKit.Testing.QuickBooks;
using SyncKit.Testing.Supabase;
using SyncKit.Testing.WooCommerce;
using SyncKit.Webhooks;
using SyncKit.WooCommerce;

namespace SyncKit.EndToEnd.Tests.Supabase;

/// <summary>A merchant whose orders and products are kept in Supabase, with books, a shop and a host under one clock.</summary>
internal sealed class ProjectWorld : IAsyncDisposable
{
    public const string OrdersFlow = "orders-to-books";
    public const string ProductsFlow = "products-to-shop";
    public const string BackFlow = "products-to-rows";

    private const string WebhookSecret = "a-secret-of-the-project-and-the-host";

    private const string AppProducts = """
        {"table":"goods","columns":{"product_id":"id","updated_at":"updated_at","sku":"sku","stock_quantity":"stock","regular_price":"price","sale_price":"reduced"}}
        """;

    private const string OwnProducts = """{"where":{"source":"woocommerce/main"}}""";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly ServiceProvider services;

    private ProjectWorld(SteppedClock clock, SupabaseSimulator supabase, QuickBooksSimulator intuit, WooCommerceSimulator shop)
    {
        Clock = clock;
        Supabase = supabase;
        Intuit = intuit;
        Shop = shop;
        Project = supabase.AddProject(Sql);
        Company = intuit.AddCompany(new CompanyOptions { TaxEngine = TaxEngine.Automated });
        ServiceCollection collection = new();
        collection.AddLogging();
        collection.AddSingleton<TimeProvider>(clock);
        collection
            .AddSyncKit(engine =>
            {
                engine.RunInBackground = false;
                engine.Jitter = static () => 0.5;
            })
            .WithCredentialKeys(keys =>
            {
                keys.Active = "k1";
                keys.Keys["k1"] = Convert.ToBase64String(new byte[32]);
            })
            .UseInMemory()
            .AddSupabase(options => options.AllowPrivateAddresses = true)
            .AddWooCommerce(options => options.AllowPrivateAddresses = true)
            .AddQuickBooks(quickBooks =>
            {
                quickBooks.ClientId = intuit.ClientId;
                quickBooks.ClientSecret = intuit.ClientSecret;
                quickBooks.ApiUrl = intuit.ApiUrl;
                quickBooks.TokenUrl = intuit.TokenUrl;
            })
            .AddFlow<Order>(OrdersFlow, flow => flow.From("supabase").To("quickbooks"))
            .AddFlow<Product>(ProductsFlow, flow => flow.From("supabase").To("woocommerce"))
            .AddFlow<Product>(BackFlow, flow => flow.From("woocommerce").To("supabase"));
        foreach (string client in (string[])["SyncKit.Supabase", "SyncKit.WooCommerce", "SyncKit.QuickBooks", "SyncKit.QuickBooks.Tokens"])
        {
            collection.AddHttpClient(client).AddHttpMessageHandler(clock.Watch);
        }

        services = collection.BuildServiceProvider();
    }

    /// <summary>An app's tables, with names of their own.</summary>
    public static string Sql => """
        create table sales (
            id uuid primary key,
            no bigint generated always as identity,
            state text not null default 'paid',
            total numeric(12,2) not null,
            tax numeric(12,2) not null default 0,
            freight numeric(12,2) not null default 0,
            buyer jsonb not null,
            placed timestamptz not null default now(),
            removed_at timestamptz,
            updated_at timestamptz not null default now()
        );
        create table sale_lines (
            id bigint generated always as identity primary key,
            sale_id uuid not null references sales (id) on delete cascade,
            title text not null,
            sku text not null,
            pieces numeric not null,
            net numeric(12,2) not null,
            tax numeric(12,2) not null default 0
        );
        create table sale_refunds (
            id bigint generated always as identity primary key,
            sale_id uuid not null references sales (id) on delete cascade,
            amount numeric(12,2) not null,
            tax numeric(12,2) not null default 0,
            made timestamptz not null default now()
        );
        create table goods (
            id bigint generated always as identity primary key,
            sku text not null,
            stock numeric,
            price numeric(12,2),
            reduced numeric(12,2),
            note text,
            updated_at timestamptz not null default now()
        );
        create trigger touch before update on sales for each row execute function touch();
        create trigger touch before update on goods for each row execute function touch();
        """;

    public SteppedClock Clock { get; }

    public SupabaseSimulator Supabase { get; }

    public SimulatedProject Project { get; }

    public QuickBooksSimulator Intuit { get; }

    public SimulatedCompany Company { get; }

    public WooCommerceSimulator Shop { get; }

    public TenantId Tenant { get; } = new("acme");

    public SyncEngine Engine => services.GetRequiredService<SyncEngine>();

    private ILedger Ledger => services.GetRequiredService<ILedger>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="stock">What is written to the shop.</param>
    /// <param name="both">Whether the shop's products flow into the project as well, where they then are read from.</param>
    public static async Task<ProjectWorld> StartAsync(string stock = """{"fields":["stock_quantity","regular_price","sale_price"]}""", bool both = false)
    {
        SteppedClock clock = new();
        ProjectWorld world = new(
            clock,
            await SupabaseSimulator.StartAsync(new SupabaseSimulatorOptions { Time = clock }, Cancellation),
            await QuickBooksSimulator.StartAsync(new QuickBooksSimulatorOptions { Time = clock }, Cancellation),
            await WooCommerceSimulator.StartAsync(new WooCommerceSimulatorOptions { TimeProvider = clock }, Cancellation));
        await world.ConnectAsync(stock, both);
        return world;
    }

    /// <summary>Puts an order in as an app does: the order, then its lines.</summary>
    public Guid Sell(int number, decimal net, decimal tax, decimal freight = 0)
    {
        Guid id = new(number, 0, 0, new byte[8]);
        Project.Insert("sales", FormattableString.Invariant(
            $$"""{"id":"{{id}}","total":{{net + tax + freight}},"tax":{{tax}},"freight":{{freight}},"buyer":{"email":"b{{number % 3}}@mail.example","name":"Nora {{number % 3}}","surname":"Winter"} }"""));
        Project.Insert("sale_lines", FormattableString.Invariant($$"""{"sale_id":"{{id}}","title":"Mug","sku":"MUG","pieces":2,"net":{{net}},"tax":{{tax}}}"""));
        return id;
    }

    /// <summary>Reads what changed and brings it where it belongs.</summary>
    public Task SyncAsync() => Clock.RunAsync(async () =>
    {
        while ((await Engine.DiscoverAsync(Tenant, new SyncOptions(), null, Cancellation)).Any(static report => report.More))
        {
        }

        await Engine.DrainAsync(Patience, Cancellation);
    });

    public Task SweepAsync() => Clock.RunAsync(async () =>
    {
        await Engine.SweepAsync(Tenant, Cancellation);
        await Engine.DrainAsync(Patience, Cancellation);
    });

    /// <summary>Takes in what a database webhook of the project tells of a table.</summary>
    public async Task ReceiveAsync(string body)
    {
        Dictionary<string, string> headers = new() { [SupabaseCredentials.WebhookSecretHeader] = WebhookSecret };
        WebhookVerdict verdict = await Clock.RunAsync(() => services.GetRequiredService<WebhookReceiver>().ReceiveAsync(
            new ConnectionId(Tenant, "supabase", "main"), new SyncKit.Webhooks.WebhookDelivery(headers, Encoding.UTF8.GetBytes(body), Clock.GetUtcNow()), Cancellation));
        verdict.Should().Be(WebhookVerdict.Accepted);
        await DrainAsync();
    }

    public Task DrainAsync() => Clock.RunAsync(() => Engine.DrainAsync(Patience, Cancellation));

    public async Task RecheckAsync()
    {
        await Clock.RunAsync(() => Engine.RecheckAsync(Tenant, Cancellation));
        await DrainAsync();
    }

    public async Task<IReadOnlyList<LedgerRecord>> DeadAsync(string flow) =>
        (await Ledger.ListRecordsAsync(Tenant, new LedgerQuery { Flow = flow, State = LedgerState.Dead }, Cancellation)).Rows;

    public async Task<FlowCounts> CountAsync(string flow)
    {
        FlowCounts counts = await Ledger.CountAsync(Tenant, flow, Cancellation);
        counts.AreConserved.Should().BeTrue($"{counts} add up");
        return counts;
    }

    public int WriteCalls() => Intuit.CountCalls(World.IsWriteCall);

    /// <summary>Holds the books against the tables, order by order, to the cent.</summary>
    public void Agrees()
    {
        Dictionary<string, decimal> sold = Project.Rows("sales", "removed_at=is.null").ToDictionary(
            static row => row.GetProperty("id").GetString()!, static row => row.GetProperty("total").GetDecimal());
        Dictionary<string, decimal> booked = Company.Documents("SalesReceipt").Where(static document => !document.Voided)
            .ToDictionary(static document => Marked(document.PrivateNote), static document => document.TotalAmt);
        booked.Should().BeEquivalentTo(sold);
        Dictionary<string, decimal> taxes = Project.Rows("sales", "removed_at=is.null").ToDictionary(
            static row => row.GetProperty("id").GetString()!, static row => row.GetProperty("tax").GetDecimal());
        Company.Documents("SalesReceipt").Where(static document => !document.Voided)
            .ToDictionary(static document => Marked(document.PrivateNote), static document => document.TotalTax).Should().BeEquivalentTo(taxes);
        Company.Documents("RefundReceipt").Where(static document => !document.Voided).Sum(static document => document.TotalAmt)
            .Should().Be(Project.Rows("sale_refunds").Sum(static row => row.GetProperty("amount").GetDecimal()));
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Shop.DisposeAsync();
        await Intuit.DisposeAsync();
        await Supabase.DisposeAsync();
    }

    private static string Marked(string? note)
    {
        string text = note ?? string.Empty;
        int start = text.IndexOf("/order/", StringComparison.Ordinal) + "/order/".Length;
        return text[start..(start + 36)];
    }

    private async Task ConnectAsync(string stock, bool both)
    {
        foreach (IHostedService service in services.GetServices<IHostedService>())
        {
            await service.StartAsync(Cancellation);
        }

        ConnectionSetup setup = services.GetRequiredService<ConnectionSetup>();
        ConnectionId project = new(Tenant, "supabase", "main");
        ConnectionId books = new(Tenant, "quickbooks", "main");
        ConnectionId shop = new(Tenant, "woocommerce", "main");
        Project.Apply(both ? SupabaseSchema.Sql : string.Empty);
        await setup.ConnectAsync(project, Settings(both ? OwnProducts : AppProducts), CredentialSet.Of((SupabaseCredentials.ApiKey, Project.SecretKey), (SupabaseCredentials.WebhookSecret, WebhookSecret)), Cancellation);
        await setup.ConnectAsync(
            books,
            $$"""{"realmId":"{{Company.RealmId}}","statuses":["paid"]}""",
            CredentialSet.Of((QuickBooksCredentials.RefreshToken, Company.RefreshToken)),
            Cancellation);
        await setup.ConnectAsync(
            shop,
            "{\"storeUrl\":\"" + Shop.StoreUrl + "\",\"stock\":" + stock + "}",
            CredentialSet.Of((WooCommerceCredentials.ConsumerKey, Shop.ConsumerKey), (WooCommerceCredentials.ConsumerSecret, Shop.ConsumerSecret)),
            Cancellation);
        await setup.SwitchOnAsync(OrdersFlow, project, books, Cancellation);
        await setup.SwitchOnAsync(ProductsFlow, project, shop, Cancellation);
        if (both)
        {
            await setup.SwitchOnAsync(BackFlow, shop, project, Cancellation);
        }
    }

    private string Settings(string products) => "{\"url\":\"" + Project.Url + "\",\"webhookTables\":{\"sales\":{\"kind\":\"order\",\"keyColumn\":\"id\"}},\"sources\":" + """
        {
          "orders":{
            "table":"sales",
            "columns":{"order_id":"id","number":"no","updated_at":"updated_at","deleted_at":"removed_at","status":"state","total":"total","total_tax":"tax","ordered_at":"placed",
              "paid_at":"placed","shipping_total":"freight","customer_email":"buyer->>email","customer_first_name":"buyer->>name","customer_last_name":"buyer->>surname"},
            "constants":{"currency":"USD","payment_method":"card"},
            "timeZone":"America/New_York",
            "lines":{"table":"sale_lines","columns":{"order_id":"sale_id","line_id":"id","name":"title","sku":"sku","quantity":"pieces","total":"net","total_tax":"tax"}},
            "refunds":{"table":"sale_refunds","columns":{"order_id":"sale_id","refund_id":"id","amount":"amount","total_tax":"tax","refunded_at":"made"}}
          },
          "products":
        """ + products + "}}";
}

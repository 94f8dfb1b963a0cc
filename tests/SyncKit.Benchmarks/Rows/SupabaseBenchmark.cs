using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SyncKit.Benchmarks.Measuring;
using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Delivery;
using SyncKit.Inbox;
using SyncKit.Intents;
using SyncKit.Ledger;
using SyncKit.Servers;
using SyncKit.Supabase;
using SyncKit.Transforming;

namespace SyncKit.Benchmarks.Rows;

/// <summary>
/// 1 000 rows from documents to the bytes of a durable call, and into a small Supabase on PostgreSQL of the benchmark's own, beside a bare client that sends the
/// same rows ready made.
/// </summary>
internal static class SupabaseBenchmark
{
    private const int RowCount = 1_000;
    private const int Rounds = 15;
    private const int WarmUps = 3;
    private const int Plans = 60;
    private const double MostMilliseconds = 3;
    private const double MostMegabytes = 0.3;
    private const double LeastShare = 0.8;
    private const string Upsert = "synckit_customers?on_conflict=tenant_id,source,customer_id";

    private static readonly ConnectionId Project = new(new TenantId("acme"), "supabase", "main");
    private static readonly ConnectionId Shop = new(new TenantId("acme"), "woocommerce", "main");

    public static async Task<IReadOnlyList<Bound>> RunAsync()
    {
        using TemporaryFolder folder = new();
        await using SupabaseLiteFixture fixture = new();
        await using SupabaseLiteServer server = await fixture.StartAsync(SupabaseSchema.Sql);
        await using ServiceProvider services = new ServiceCollection().AddLogging()
            .AddSyncKit().WithThrowawayKey().UseSqlite($"Data Source={folder.File("rows.db")}").AddSupabase(options => options.AllowPrivateAddresses = true)
            .Services.BuildServiceProvider();
        await services.GetRequiredService<ConnectionSetup>().ConnectAsync(
            Project, $$"""{"url":"{{server.Url}}"}""", CredentialSet.Of((SupabaseCredentials.ApiKey, SupabaseLiteServer.SecretKey)));
        Connection connection = (await services.GetRequiredService<IConnectionStore>().FindAsync(Project, CancellationToken.None))!;
        IDestination<SupabaseDocument> destination = services.GetRequiredKeyedService<IDestination<SupabaseDocument>>("supabase");
        ITransformer<Customer, SupabaseDocument> transformer = services.GetRequiredKeyedService<ITransformer<Customer, SupabaseDocument>>("supabase");

        (double milliseconds, double megabytes) = MeasurePlan(destination, connection, Writes(transformer, connection, 0));
        (double subject, double floor) = await MeasureSendAsync(server, destination, connection, transformer);
        return
        [
            new Bound("supabase: 1 000 rows made ready", Figures.Milliseconds(milliseconds), string.Empty, string.Empty, $"<= {MostMilliseconds} ms", milliseconds <= MostMilliseconds),
            new Bound("supabase: allocated for them", $"{megabytes:0.00} MiB", string.Empty, string.Empty, $"<= {MostMegabytes} MiB", megabytes <= MostMegabytes),
            new Bound(
                "supabase: new rows into a real server", Figures.PerSecond(subject), Figures.PerSecond(floor), Figures.Ratio(floor / subject),
                $">= {LeastShare:0.0} x bare", subject >= LeastShare * floor),
        ];
    }

    private static (double Milliseconds, double Megabytes) MeasurePlan(
        IDestination<SupabaseDocument> destination, Connection connection, IReadOnlyList<DocumentWrite<SupabaseDocument>> writes)
    {
        List<double> times = [];
        long bytes = 0;
        for (int i = 0; i < Plans; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            long started = Stopwatch.GetTimestamp();
            destination.Plan(connection, writes, DateTimeOffset.UnixEpoch);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        return (Sample.Middle(times.Skip(Plans / 2)), bytes / 1024d / 1024d);
    }

    private static async Task<(double Subject, double Floor)> MeasureSendAsync(
        SupabaseLiteServer server, IDestination<SupabaseDocument> destination, Connection connection, ITransformer<Customer, SupabaseDocument> transformer)
    {
        using HttpClient client = new() { BaseAddress = new Uri($"{server.Url.TrimEnd('/')}/rest/v1/") };
        client.DefaultRequestHeaders.Add("apikey", SupabaseLiteServer.SecretKey);
        client.DefaultRequestHeaders.Add("Prefer", "resolution=merge-duplicates,return=minimal");
        List<double> subject = [];
        List<double> floor = [];
        for (int round = 0; round < Rounds + WarmUps; round++)
        {
            IReadOnlyList<Intent> intents = destination.Plan(connection, Writes(transformer, connection, 2 * round * RowCount), DateTimeOffset.UnixEpoch);
            byte[] ready = Ready(Writes(transformer, connection, ((2 * round) + 1) * RowCount));
            double sent = await TimeAsync(async () =>
            {
                foreach (Intent intent in intents)
                {
                    WriteAnswer answer = await destination.SendAsync(connection, intent, CancellationToken.None);
                    if (answer.Failure is { } failure)
                    {
                        throw new InvalidOperationException(failure.Message);
                    }
                }
            });
            double bare = await TimeAsync(async () =>
            {
                using ByteArrayContent content = new(ready);
                content.Headers.ContentType = new("application/json");
                using HttpResponseMessage answer = await client.PostAsync(Upsert, content);
                answer.EnsureSuccessStatusCode();
            });
            if (round >= WarmUps)
            {
                subject.Add(RowCount / sent);
                floor.Add(RowCount / bare);
            }
        }

        return (Sample.Middle(subject), Sample.Middle(floor));
    }

    private static async Task<double> TimeAsync(Func<Task> run)
    {
        long started = Stopwatch.GetTimestamp();
        await run();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>The rows as one array, made beforehand.</summary>
    private static byte[] Ready(IReadOnlyList<DocumentWrite<SupabaseDocument>> writes)
    {
        IEnumerable<string> rows = writes.Select(write => JsonDocument.Parse(write.Draft.Document!.ToJson()).RootElement.EnumerateObject().Single().Value[0].GetRawText());
        return Encoding.UTF8.GetBytes($"[{string.Join(',', rows)}]");
    }

    private static DocumentWrite<SupabaseDocument>[] Writes(ITransformer<Customer, SupabaseDocument> transformer, Connection project, int first) =>
        [.. Enumerable.Range(first, RowCount).Select(number => Write(transformer, project, number))];

    private static DocumentWrite<SupabaseDocument> Write(ITransformer<Customer, SupabaseDocument> transformer, Connection project, int number)
    {
        RecordKey record = new(Shop, "customer", $"{number}");
        Customer customer = new()
        {
            Id = $"{number}",
            Email = $"nora{number}@mail.example",
            FirstName = "Nora",
            LastName = "Winter",
            Username = $"nora{number}",
            Role = "customer",
            ModifiedAt = DateTimeOffset.UnixEpoch,
        };
        TransformContext context = new()
        {
            Record = record,
            Payload = "{}"u8.ToArray(),
            Source = new Connection { Id = Shop, Settings = new ConnectionSettings("{}") },
            Destination = project,
            Posted = new Dictionary<string, LedgerDocument>(),
        };
        return new DocumentWrite<SupabaseDocument> { Flow = "customers", Record = record, Draft = transformer.Transform(customer, context).Drafts.Single() };
    }
}

using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SyncKit.Benchmarks.Engine;
using SyncKit.Benchmarks.Measuring;
using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Webhooks;
using SyncKit.WooCommerce;

namespace SyncKit.Benchmarks.Webhooks;

/// <summary>Verifying a delivery and making it durable, against a bare signature and a bare insert.</summary>
internal static class WebhookBenchmark
{
    private const int Deliveries = 2_000;
    private const int WarmUp = 500;
    private const string Secret = "a-webhook-secret-of-some-length";
    private static readonly TenantId Tenant = new("acme");

    public static async Task<IReadOnlyList<Bound>> RunAsync()
    {
        using TemporaryFolder folder = new();
        ServiceCollection services = new();
        services.AddLogging();
        services.AddSyncKit()
            .WithThrowawayKey()
            .UseSqlite($"Data Source={folder.File("webhooks.db")}")
            .AddWooCommerce()
            .AddTransformer<Order, PlainDocument, PlainTransformer>(InstantDestination.Connector)
            .AddDestination<PlainDocument, InstantDestination>(InstantDestination.Connector)
            .AddFlow<Order>("orders", flow => flow.From("woocommerce").To(InstantDestination.Connector));
        using ServiceProvider provider = services.BuildServiceProvider();
        ConnectionId shop = new(Tenant, "woocommerce", "shop");
        ConnectionId books = new(Tenant, InstantDestination.Connector, "books");
        ConnectionSetup setup = provider.GetRequiredService<ConnectionSetup>();
        await setup.ConnectAsync(
            shop, """{"storeUrl":"https://shop.example"}""", CredentialSet.Of((WooCommerceCredentials.WebhookSecret, Secret)), CancellationToken.None);
        await setup.ConnectAsync(books, "{}", CredentialSet.Of(), CancellationToken.None);
        await setup.SwitchOnAsync("orders", shop, books, CancellationToken.None);
        WebhookReceiver receiver = provider.GetRequiredService<WebhookReceiver>();
        using BareSqlite bare = new(folder.File("floor.db"));

        List<double> took = [];
        List<double> floor = [];
        for (int i = 0; i < WarmUp + Deliveries; i++)
        {
            byte[] body = GeneratedOrders.Make(i);
            WebhookDelivery delivery = Delivery(body);
            long started = Stopwatch.GetTimestamp();
            WebhookVerdict verdict = await receiver.ReceiveAsync(shop, delivery, CancellationToken.None);
            double subject = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
            if (verdict != WebhookVerdict.Accepted)
            {
                throw new InvalidOperationException($"A delivery was {verdict}.");
            }

            started = Stopwatch.GetTimestamp();
            Sign(body);
            bare.Insert([(i, body)]);
            double beside = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
            if (i >= WarmUp)
            {
                took.Add(subject);
                floor.Add(beside);
            }
        }

        return Report(took, floor);
    }

    private static IReadOnlyList<Bound> Report(List<double> took, List<double> floor)
    {
        took.Sort();
        floor.Sort();
        Table table = new("", "p50", "p99");
        table.Add($"WebhookReceiver.ReceiveAsync, {took.Count} deliveries one after the other", At(took, 50), At(took, 99));
        table.Add("  its floor", At(floor, 50), At(floor, 99));
        table.Print();
        return [.. ((int[])[50, 99]).Select(percentile => new Bound(
            $"webhook: p{percentile}", At(took, percentile), At(floor, percentile), Figures.Ratio(Value(took, percentile) / Value(floor, percentile)), "", null))];
    }

    private static WebhookDelivery Delivery(byte[] body) => new(
        new Dictionary<string, string> { ["X-WC-Webhook-Signature"] = Sign(body), ["X-WC-Webhook-Topic"] = "order.updated" },
        body,
        DateTimeOffset.UtcNow);

    private static string Sign(byte[] body) => Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body));

    private static string At(List<double> sorted, int percentile) => Figures.Microseconds(Value(sorted, percentile));

    private static double Value(List<double> sorted, int percentile) => sorted[sorted.Count * percentile / 100];
}

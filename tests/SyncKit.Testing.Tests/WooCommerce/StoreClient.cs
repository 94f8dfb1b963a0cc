using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.Testing.Tests.WooCommerce;

/// <summary>A simulator with a client that calls it with Basic authentication, on a clock that stands still.</summary>
internal sealed class StoreClient : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 22, 17, 0, 0, TimeSpan.Zero);

    private StoreClient(WooCommerceSimulator simulator, FakeTimeProvider clock)
    {
        Simulator = simulator;
        Clock = clock;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(simulator.StoreUrl, "wp-json/wc/v3/") };
        Authorize(simulator.ConsumerKey, simulator.ConsumerSecret);
    }

    public WooCommerceSimulator Simulator { get; }

    public SimulatedStore Store => Simulator.Store;

    public FakeTimeProvider Clock { get; }

    public HttpClient Http { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<StoreClient> StartAsync(string zone = "America/New_York")
    {
        FakeTimeProvider clock = new(Start);
        WooCommerceSimulatorOptions options = new() { AllowBasicOverHttp = true, TimeProvider = clock, SiteTimeZone = TimeZoneInfo.FindSystemTimeZoneById(zone) };
        return new StoreClient(await WooCommerceSimulator.StartAsync(options, Token), clock);
    }

    public void Authorize(string key, string secret) =>
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(key + ":" + secret)));

    public void Tick(int seconds = 1) => Clock.Advance(TimeSpan.FromSeconds(seconds));

    public async Task<(int Status, JsonNode Body, HttpResponseMessage Response)> SendAsync(HttpMethod method, string path, string? json = null)
    {
        using HttpRequestMessage request = new(method, path);
        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        HttpResponseMessage response = await Http.SendAsync(request, Token);
        string text = await response.Content.ReadAsStringAsync(Token);
        return ((int)response.StatusCode, JsonNode.Parse(text)!, response);
    }

    public Task<(int Status, JsonNode Body, HttpResponseMessage Response)> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public async Task<long[]> IdsAsync(string path)
    {
        (int status, JsonNode body, _) = await GetAsync(path);
        status.Should().Be(200, body.ToJsonString());
        return [.. body.AsArray().Select(item => item!["id"]!.GetValue<long>())];
    }

    public static StoreAddress Texas { get; } = new() { FirstName = "Guest", LastName = "Buyer", Address1 = "1 Main St", City = "Austin", State = "TX", Postcode = "78701", Country = "US", Email = "buyer@mail.example", Phone = "+1 512 555 0100" };

    public static StoreOrder Mugs(int quantity = 2, string status = "processing")
    {
        StoreOrder order = new() { Status = status, Billing = Texas, Shipping = Texas with { Email = "", Phone = "" }, PaymentMethod = "stripe", PaymentMethodTitle = "Credit / Debit Card", TransactionId = "ch_3FixtureSimple", CreatedVia = "rest-api" };
        order.Lines.Add(new StoreLine { Name = "Classic Mug", Sku = "MUG-001", ProductId = 11, UnitPrice = 12.50m, Quantity = quantity });
        order.ShippingLines.Add(new StoreShippingLine { Total = 5.95m });
        return order;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Simulator.DisposeAsync();
    }
}

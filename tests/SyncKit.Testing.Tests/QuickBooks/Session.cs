using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using SyncKit.Testing.QuickBooks;

namespace SyncKit.Testing.Tests.QuickBooks;

/// <summary>A simulator with one company, and a plain HTTP client signed in to it.</summary>
public sealed class Session : IAsyncDisposable
{
    private readonly HttpClient http = new();

    private Session(QuickBooksSimulator simulator, SimulatedCompany company, FakeTimeProvider clock)
    {
        Simulator = simulator;
        Company = company;
        Clock = clock;
    }

    public QuickBooksSimulator Simulator { get; }

    public SimulatedCompany Company { get; }

    public FakeTimeProvider Clock { get; }

    public string AccessToken { get; set; } = string.Empty;

    public string ItemId { get; private set; } = string.Empty;

    public string CustomerId { get; private set; } = string.Empty;

    public static async Task<Session> StartAsync(CompanyOptions? company = null, Action<QuickBooksSimulatorOptions>? configure = null)
    {
        FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 20, 18, 0, 0, TimeSpan.Zero));
        QuickBooksSimulatorOptions options = new() { Time = clock };
        options.Limits.Enforced = false;
        configure?.Invoke(options);
        QuickBooksSimulator simulator = await QuickBooksSimulator.StartAsync(options, TestContext.Current.CancellationToken);
        Session session = new(simulator, simulator.AddCompany(company), clock);
        (_, JsonObject? tokens) = await session.RefreshAsync(session.Company.RefreshToken);
        session.AccessToken = tokens.Text("access_token")!;
        if (company?.SubscriptionLapsed != true && company?.HomeCurrency is null or "USD")
        {
            session.ItemId = session.Company.AddItem("T-Shirt", "TS-1");
            session.CustomerId = session.Company.AddCustomer("Ana Diaz", "ana@example.com");
        }

        return session;
    }

    /// <summary>A new simulator that goes on from a file, at the time and with the access token of an earlier session.</summary>
    public static async Task<Session> ResumeAsync(string file, Session earlier, Action<QuickBooksSimulatorOptions>? configure = null)
    {
        FakeTimeProvider clock = new(earlier.Clock.GetUtcNow());
        QuickBooksSimulatorOptions options = new() { Time = clock, LoadFrom = file };
        options.Limits.Enforced = false;
        configure?.Invoke(options);
        QuickBooksSimulator simulator = await QuickBooksSimulator.StartAsync(options, TestContext.Current.CancellationToken);
        return new Session(simulator, simulator.Companies[0], clock) { AccessToken = earlier.AccessToken, ItemId = earlier.ItemId, CustomerId = earlier.CustomerId };
    }

    public async Task<(HttpResponseMessage Response, JsonObject? Body)> RefreshAsync(string refreshToken, string? secret = null, bool hardExpiry = false) =>
        await TokenAsync(new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken }, secret, hardExpiry);

    public async Task<(HttpResponseMessage Response, JsonObject? Body)> TokenAsync(Dictionary<string, string> form, string? secret = null, bool hardExpiry = false)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, Simulator.TokenUrl) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Authorization = Basic(secret ?? Simulator.ClientSecret);
        if (hardExpiry)
        {
            request.Headers.Add("x-include-refresh-token-hard-expires-in", "true");
        }

        return await SendAsync(request);
    }

    public async Task<HttpResponseMessage> RevokeAsync(string token)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, Simulator.RevokeUrl) { Content = Json($$"""{"token":"{{token}}"}""") };
        request.Headers.Authorization = Basic(Simulator.ClientSecret);
        return (await SendAsync(request)).Response;
    }

    public async Task<(HttpResponseMessage Response, JsonObject? Body)> GetAsync(string path) =>
        await CallAsync(HttpMethod.Get, path, null);

    public async Task<(HttpResponseMessage Response, JsonObject? Body)> PostAsync(string path, string json) =>
        await CallAsync(HttpMethod.Post, path, Json(json));

    public async Task<(HttpResponseMessage Response, JsonObject? Body)> CallAsync(HttpMethod method, string path, HttpContent? content, string? realm = null)
    {
        using HttpRequestMessage request = new(method, new Uri(Simulator.ApiUrl, $"v3/company/{realm ?? Company.RealmId}/{path}")) { Content = content };
        if (AccessToken.Length > 0)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", AccessToken);
        }

        request.Headers.Accept.ParseAdd("application/json");
        return await SendAsync(request);
    }

    /// <summary>Writes and expects success: the entity under its key.</summary>
    public async Task<JsonObject> WriteAsync(string path, string json)
    {
        (HttpResponseMessage response, JsonObject? body) = await PostAsync(path, json);
        response.StatusCode.Should().Be(HttpStatusCode.OK, body?.ToJsonString());
        return body!.First(property => property.Key != "time").Value!.AsObject();
    }

    /// <summary>Writes and expects a refusal: its code.</summary>
    public async Task<string> RefusedAsync(string path, string json) => (await FaultAsync(path, json)).Text("code")!;

    /// <summary>Writes and expects a refusal: the first error.</summary>
    public async Task<JsonObject> FaultAsync(string path, string json)
    {
        (HttpResponseMessage response, JsonObject? body) = await PostAsync(path, json);
        response.StatusCode.Should().Be(HttpStatusCode.BadRequest, body?.ToJsonString());
        body!["Fault"]!["type"]!.GetValue<string>().Should().Be("ValidationFault");
        return body["Fault"]!["Error"]![0]!.AsObject();
    }

    public async Task<JsonObject> QueryAsync(string statement)
    {
        (HttpResponseMessage response, JsonObject? body) = await GetAsync("query?query=" + Uri.EscapeDataString(statement));
        response.StatusCode.Should().Be(HttpStatusCode.OK, body?.ToJsonString());
        return body!["QueryResponse"]!.AsObject();
    }

    public async Task<JsonObject> QueryFaultAsync(string statement)
    {
        (HttpResponseMessage response, JsonObject? body) = await GetAsync("query?query=" + Uri.EscapeDataString(statement));
        response.StatusCode.Should().Be(HttpStatusCode.BadRequest, body?.ToJsonString());
        return body!["Fault"]!["Error"]![0]!.AsObject();
    }

    /// <summary>One line of the item, coded TAX when it is taxed.</summary>
    public string Line(string amount, bool taxed = false, string? item = null) =>
        $$"""{"DetailType":"SalesItemLineDetail","Amount":{{amount}},"SalesItemLineDetail":{"ItemRef":{"value":"{{item ?? ItemId}}"},"TaxCodeRef":{"value":"{{(taxed ? "TAX" : "NON")}}"} } }""";

    /// <summary>A sales receipt with these lines and whatever else is given as members.</summary>
    public string Receipt(string lines, string more = "") =>
        $$"""{"CustomerRef":{"value":"{{CustomerId}}"},"Line":[{{lines}}]{{(more.Length > 0 ? "," + more : "")}}}""";

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Simulator.DisposeAsync();
    }

    public static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    private AuthenticationHeaderValue Basic(string secret) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Simulator.ClientId}:{secret}")));

    private async Task<(HttpResponseMessage Response, JsonObject? Body)> SendAsync(HttpRequestMessage request)
    {
        HttpResponseMessage response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (response, text.StartsWith('{') ? JsonNode.Parse(text)!.AsObject() : null);
    }
}

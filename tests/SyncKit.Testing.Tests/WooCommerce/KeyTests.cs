using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using SyncKit.Fixtures;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.Testing.Tests.WooCommerce;

public sealed class KeyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Over_plain_HTTP_basic_authentication_and_query_keys_are_ignored()
    {
        await using WooCommerceSimulator simulator = await WooCommerceSimulator.StartAsync(cancellationToken: Token);
        using HttpClient client = new();
        string url = $"{simulator.StoreUrl}wp-json/wc/v3/orders?consumer_key={simulator.ConsumerKey}&consumer_secret={simulator.ConsumerSecret}";

        using HttpResponseMessage response = await client.GetAsync(url, Token);

        ((int)response.StatusCode).Should().Be(401);
        JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!.ToJsonString().Should().Be(JsonNode.Parse(RecordedTraffic.Read("errors/bad-key.json"))!.ToJsonString());
        response.Headers.WwwAuthenticate.Should().BeEmpty();
    }

    [Theory]
    [InlineData("HMAC-SHA256")]
    [InlineData("HMAC-SHA1")]
    public async Task OAuth_works_once_per_nonce(string method)
    {
        await using WooCommerceSimulator simulator = await WooCommerceSimulator.StartAsync(cancellationToken: Token);
        simulator.Store.SeedUniform(3);
        string url = Signed(simulator, method, "n1", TimeProvider.System.GetUtcNow());

        (int first, string body) = await GetAsync(url);
        (int replayed, string error) = await GetAsync(url);

        first.Should().Be(200, body);
        replayed.Should().Be(401);
        error.Should().Contain("nonce has already been used");
    }

    [Fact]
    public async Task OAuth_refuses_old_timestamps_and_wrong_signatures()
    {
        await using WooCommerceSimulator simulator = await WooCommerceSimulator.StartAsync(cancellationToken: Token);

        (int old, string oldError) = await GetAsync(Signed(simulator, "HMAC-SHA256", "n2", TimeProvider.System.GetUtcNow().AddSeconds(-1200)));
        (int wrong, string wrongError) = await GetAsync(Signed(simulator, "HMAC-SHA256", "n3", TimeProvider.System.GetUtcNow(), "cs_wrong"));

        (old, wrong).Should().Be((401, 401));
        oldError.Should().Contain("Invalid timestamp.");
        wrongError.Should().Contain("Invalid signature - provided signature does not match.");
    }

    [Theory]
    [InlineData("unknown", "GET", "errors/bad-key.json")]
    [InlineData("wrong secret", "GET", "errors/bad-secret.json")]
    [InlineData("read only", "POST", "errors/readonly-key-post.json")]
    public async Task The_kinds_of_401_are_told_apart_as_recorded(string kind, string method, string recorded)
    {
        await using StoreClient client = await StoreClient.StartAsync();
        switch (kind)
        {
            case "unknown":
                client.Simulator.RevokeKey(client.Simulator.ConsumerKey);
                break;
            case "wrong secret":
                client.Authorize(client.Simulator.ConsumerKey, "cs_wrong");
                break;
            default:
                StoreKey key = client.Simulator.AddKey(KeyAccess.Read);
                client.Authorize(key.ConsumerKey, key.ConsumerSecret);
                (await client.GetAsync("orders")).Status.Should().Be(200);
                break;
        }

        (int status, JsonNode error, _) = await client.SendAsync(new HttpMethod(method), "orders");

        status.Should().Be(401);
        error.ToJsonString().Should().Be(JsonNode.Parse(RecordedTraffic.Read(recorded))!.ToJsonString());
    }

    private static async Task<(int Status, string Body)> GetAsync(string url)
    {
        using HttpClient client = new();
        using HttpResponseMessage response = await client.GetAsync(url, Token);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Token));
    }

    private static string Signed(WooCommerceSimulator simulator, string method, string nonce, DateTimeOffset at, string? secret = null)
    {
        string url = $"{simulator.StoreUrl}wp-json/wc/v3/orders";
        SortedDictionary<string, string> parameters = new(StringComparer.Ordinal)
        {
            ["oauth_consumer_key"] = simulator.ConsumerKey,
            ["oauth_nonce"] = nonce,
            ["oauth_signature_method"] = method,
            ["oauth_timestamp"] = at.ToUnixTimeSeconds().ToString(),
            ["modified_after"] = "2026-01-01T00:00:00Z",
            ["per_page"] = "2",
        };
        string query = string.Join('&', parameters.Select(pair => Uri.EscapeDataString(pair.Key) + "=" + Uri.EscapeDataString(pair.Value)));
        byte[] text = Encoding.UTF8.GetBytes("GET&" + Uri.EscapeDataString(url) + "&" + Uri.EscapeDataString(query));
        byte[] key = Encoding.UTF8.GetBytes((secret ?? simulator.ConsumerSecret) + "&");
        byte[] hash = method == "HMAC-SHA1" ? HMACSHA1.HashData(key, text) : HMACSHA256.HashData(key, text);
        return url + "?" + query + "&oauth_signature=" + Uri.EscapeDataString(Convert.ToBase64String(hash));
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace SyncKit.EndToEnd.Tests.Host;

/// <summary>The sample host as it faces the internet: behind a proxy, with no tenants of its own.</summary>
public sealed class ServingTests : IDisposable
{
    private const string Token = "0123456789012345678901234567890123456789";

    private readonly TemporaryFolder folder = new();
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        client.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Each_door_opens_to_whom_it_is_for_and_to_nobody_else()
    {
        Uri address = new($"http://127.0.0.1:{FreePort()}/");
        using HostProcess host = HostProcess.Start(folder.Path, "--config", Write(address));
        await WaitAsync(new Uri(address, "health/ready"));

        (await GetAsync(address, "health/live")).Should().Be(HttpStatusCode.OK);
        (await GetAsync(address, "openapi/v1.json")).Should().Be(HttpStatusCode.OK);
        (await GetAsync(address, "synckit/tenants")).Should().Be(HttpStatusCode.Unauthorized);
        (await GetAsync(address, "connect/quickbooks/start?tenant=acme&name=main")).Should().Be(HttpStatusCode.Unauthorized);
        using StringContent forged = new("{}", Encoding.UTF8, "application/json");
        using HttpResponseMessage refused = await client.PostAsync(new Uri(address, "webhooks/nobody-knows-it"), forged, Cancellation);
        refused.StatusCode.Should().Be(HttpStatusCode.Unauthorized);

        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        (await GetAsync(address, "synckit/tenants")).Should().Be(HttpStatusCode.OK);
        (await GetAsync(address, "synckit/operator/keys")).Should().Be(HttpStatusCode.NotFound, "the token opens one tenant");
        (await GetAsync(address, "connect/quickbooks/start?tenant=other&name=main")).Should().Be(HttpStatusCode.Forbidden);
        using HttpResponseMessage start = await client.GetAsync(new Uri(address, "connect/quickbooks/start?tenant=acme&name=main"), Cancellation);
        start.StatusCode.Should().Be(HttpStatusCode.Found);
        start.Headers.Location!.AbsoluteUri.Should().StartWith("https://appcenter.intuit.com/connect/oauth2?")
            .And.Contain(Uri.EscapeDataString("https://sync.example/connect/quickbooks/callback"));
        host.Kill();
        (await host.WaitAsync(Cancellation)).Errors.Should().NotContain(Token);
    }

    private async Task WaitAsync(Uri ready)
    {
        while (true)
        {
            try
            {
                using HttpResponseMessage answer = await client.GetAsync(ready, Cancellation);
                answer.StatusCode.Should().Be(HttpStatusCode.OK);
                return;
            }
            catch (HttpRequestException)
            {
                // It is not listening yet.
                await Task.Yield();
            }
        }
    }

    private async Task<HttpStatusCode> GetAsync(Uri address, string path)
    {
        using HttpResponseMessage answer = await client.GetAsync(new Uri(address, path), Cancellation);
        return answer.StatusCode;
    }

    private string Write(Uri address)
    {
        string key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        string keys = folder.File("keys.json");
        File.WriteAllText(keys, new JsonObject { ["active"] = "k1", ["keys"] = new JsonObject { ["k1"] = key } }.ToJsonString());
        return HostConfiguration.Write(folder.Path, new JsonObject
        {
            ["Urls"] = address.GetLeftPart(UriPartial.Authority),
            ["PublicAddress"] = "https://sync.example",
            ["TrustedProxies"] = new JsonArray("127.0.0.1"),
            ["Storage"] = $"Data Source={folder.File("books.db")}",
            ["Keys"] = new JsonObject { ["File"] = keys },
            ["QuickBooks"] = new JsonObject { ["ClientId"] = "id", ["ClientSecret"] = "secret", ["WebhookVerifierToken"] = "verifier" },
            ["Api"] = new JsonObject { ["Tokens"] = new JsonArray(new JsonObject { ["Name"] = "jane", ["Token"] = Token, ["Tenants"] = new JsonArray("acme") }) },
        });
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

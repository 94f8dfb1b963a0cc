using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace SyncKit.AspNetCore.Tests.Canary;

/// <summary>A browser, a shop, a program: calls the host and takes down each answer with its headers.</summary>
internal sealed class CanaryClient(Witness witness, Secrets secrets) : IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer(), ActivityHeadersPropagator = null })
    {
        Timeout = TimeSpan.FromMinutes(2),
    };

    /// <summary>Every address that was called, with what callers put into it.</summary>
    public ConcurrentQueue<string> Addresses { get; } = [];

    public Task<Answered> GetAsync(Uri address) => SendAsync(HttpMethod.Get, address);

    public Task<Answered> PostAsync(Uri address, string body = "{}", string type = "application/json") => SendAsync(HttpMethod.Post, address, body, type);

    public async Task<Answered> SendAsync(
        HttpMethod method,
        Uri address,
        string? body = null,
        string type = "application/json",
        string? bearer = null,
        IEnumerable<(string Name, string Value)>? headers = null)
    {
        using HttpRequestMessage request = new(method, address);
        Addresses.Enqueue(address.PathAndQuery);
        Addresses.Enqueue(Uri.UnescapeDataString(address.PathAndQuery));
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {bearer ?? secrets.UserToken}");
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        foreach ((string name, string value) in headers ?? [])
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        string place = $"{method} {address.AbsolutePath} {(int)response.StatusCode}";
        witness.See("answer", $"{place} body", text);
        foreach ((string name, IEnumerable<string> values) in response.Headers.Concat(response.Content.Headers).Concat(response.TrailingHeaders))
        {
            witness.See("answer", $"{place} header {name}", string.Join('\n', values));
        }

        witness.See("answer", $"{place} reason", response.ReasonPhrase);
        string cookie = response.Headers.TryGetValues("Set-Cookie", out IEnumerable<string>? cookies) ? cookies.First() : "";
        return new Answered((int)response.StatusCode, text, response.Headers.Location, cookie);
    }

    public void Dispose() => client.Dispose();
}

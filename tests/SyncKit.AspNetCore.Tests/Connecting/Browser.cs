using System.Net;
using System.Text;
using System.Text.Json;

namespace SyncKit.AspNetCore.Tests.Connecting;

/// <summary>A browser with cookies that goes one step at a time, so that a test can stand between.</summary>
internal sealed class Browser(Uri host, string? user) : IDisposable
{
    private readonly HttpClient client = new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });

    public Task<Page> GoAsync(string path) => GoAsync(new Uri(host, path));

    public async Task<Page> GoAsync(Uri address)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        if (user is not null && address.Authority == host.Authority)
        {
            request.Headers.Add("X-User", user);
        }

        using HttpResponseMessage response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return await Page.ReadAsync(response);
    }

    /// <summary>Follows every redirection to its end.</summary>
    public async Task<Page> FollowAsync(Page page)
    {
        while (page.Location is { } next)
        {
            page = await GoAsync(next);
        }

        return page;
    }

    public async Task<Page> PostAsync(string path, object body, string type = "application/json")
    {
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(host, path))
        {
            Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, type),
        };
        if (user is not null)
        {
            request.Headers.Add("X-User", user);
        }

        using HttpResponseMessage response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return await Page.ReadAsync(response);
    }

    public void Dispose() => client.Dispose();
}

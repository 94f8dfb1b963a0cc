using System.Net;
using SyncKit.SampleHost.Access;

namespace SyncKit.SampleHost.Demo;

/// <summary>A person's browser: signs in, follows the redirections from page to page, and reads the last one.</summary>
internal sealed class DemoBrowser : IDisposable
{
    private readonly HttpClient client;
    private readonly Uri host;

    private DemoBrowser(Uri host)
    {
        this.host = host;
        client = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = true });
    }

    public static async Task<DemoBrowser> SignInAsync(Uri host, AccessToken token, CancellationToken cancellationToken)
    {
        DemoBrowser browser = new(host);
        using FormUrlEncodedContent form = new([new KeyValuePair<string, string>("token", token.Token)]);
        using HttpResponseMessage answer = await browser.client.PostAsync(new Uri(host, "signin"), form, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return browser;
    }

    /// <returns>The page on which the way through the other system's consent ends.</returns>
    public async Task<string> ConnectAsync(string connector, string query, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await client.GetAsync(new Uri(host, $"connect/{connector}/start?{query}"), cancellationToken);
        string page = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode
            ? page
            : throw new InvalidOperationException($"{connector} was not connected ({(int)answer.StatusCode}): {page}");
    }

    public void Dispose() => client.Dispose();
}

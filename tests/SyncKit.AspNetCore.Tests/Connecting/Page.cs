namespace SyncKit.AspNetCore.Tests.Connecting;

/// <summary>What a browser got.</summary>
internal sealed record Page(int Status, string Text, Uri? Location, IReadOnlyDictionary<string, string> Headers)
{
    public static async Task<Page> ReadAsync(HttpResponseMessage response)
    {
        Dictionary<string, string> headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join("; ", header.Value), StringComparer.OrdinalIgnoreCase);
        string text = System.Net.WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return new Page((int)response.StatusCode, text, response.Headers.Location, headers);
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace SyncKit.AspNetCore.Tests.Api;

/// <summary>The short words in which tests call the API.</summary>
internal static class Calls
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Task<HttpResponseMessage> SendAsync(this HttpClient client, HttpMethod method, string path, string? json = null, string? ifMatch = null)
    {
        HttpRequestMessage request = new(method, path);
        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        if (ifMatch is not null)
        {
            request.Headers.IfMatch.Add(ifMatch == "*" ? EntityTagHeaderValue.Any : EntityTagHeaderValue.Parse(ifMatch));
        }

        return client.SendAsync(request, Cancel);
    }

    public static Task<JsonElement> ReadAsync(this HttpClient client, string path, HttpStatusCode expected = HttpStatusCode.OK) =>
        AnswerAsync(client.SendAsync(HttpMethod.Get, path), expected);

    public static Task<JsonElement> PostAsync(this HttpClient client, string path, string json = "{}", HttpStatusCode expected = HttpStatusCode.OK) =>
        AnswerAsync(client.SendAsync(HttpMethod.Post, path, json), expected);

    public static Task<JsonElement> PutAsync(
        this HttpClient client,
        string path,
        string json,
        HttpStatusCode expected = HttpStatusCode.OK,
        string? ifMatch = null) => AnswerAsync(client.SendAsync(HttpMethod.Put, path, json, ifMatch), expected);

    public static async Task<JsonElement> AnswerAsync(this Task<HttpResponseMessage> sent, HttpStatusCode expected)
    {
        using HttpResponseMessage response = await sent;
        string text = await response.Content.ReadAsStringAsync(Cancel);
        response.StatusCode.Should().Be(expected, text);
        if (!response.IsSuccessStatusCode && expected != HttpStatusCode.Unauthorized)
        {
            ShouldBeProblem(response, text);
        }

        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement.Clone();
    }

    public static string Code(this JsonElement problem) => problem.GetProperty("code").GetString()!;

    public static string Text(this JsonElement json, string member) => json.GetProperty(member).GetString()!;

    public static IReadOnlyList<JsonElement> Rows(this JsonElement page) => [.. page.GetProperty("rows").EnumerateArray()];

    public static string? Next(this JsonElement page) => page.TryGetProperty("next", out JsonElement next) ? next.GetString() : null;

    /// <summary>Every error has the form of RFC 9457, with a code, a sentence and a remedy.</summary>
    private static void ShouldBeProblem(HttpResponseMessage response, string text)
    {
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json", text);
        JsonElement problem = JsonDocument.Parse(text).RootElement;
        problem.GetProperty("status").GetInt32().Should().Be((int)response.StatusCode);
        foreach (string member in (string[])["type", "title", "code", "detail", "remedy"])
        {
            problem.GetProperty(member).GetString().Should().NotBeNullOrEmpty($"{member} of {text}");
        }
    }
}

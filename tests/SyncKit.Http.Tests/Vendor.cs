using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace SyncKit.Http.Tests;

/// <summary>A vendor on a free port that gives its answers in order, and the last one for ever.</summary>
internal sealed class Vendor : IDisposable
{
    private readonly WireMockServer _server = WireMockServer.Start();
    private int _next;

    public Vendor(params IResponseBuilder[] answers)
    {
        var replies = answers;
        for (var i = 0; i < replies.Length; i++)
        {
            var rule = _server.Given(Request.Create().WithPath("/*")).InScenario("answers");
            if (i > 0)
            {
                rule = rule.WhenStateIs($"{i}");
            }

            if (i < replies.Length - 1)
            {
                rule = rule.WillSetStateTo($"{i + 1}");
            }

            rule.RespondWith(replies[i]);
        }
    }

    public string Uri => $"{_server.Url}/v3/thing-{Interlocked.Increment(ref _next)}";

    public int Calls => _server.LogEntries.Count();

    public IReadOnlyList<string?> Bodies => [.. _server.LogEntries.Select(e => e.RequestMessage?.Body)];

    public IReadOnlyList<string> Cookies => [.. _server.LogEntries.SelectMany(e => e.RequestMessage?.Cookies?.Keys ?? [])];

    public static IResponseBuilder Says(int status, string body = "{}", string type = "application/json", params (string Name, string Value)[] headers)
    {
        var response = Response.Create().WithStatusCode(status).WithHeader("Content-Type", type).WithBody(body);
        foreach (var (name, value) in headers)
        {
            response = response.WithHeader(name, value);
        }

        return response;
    }

    public void Dispose() => _server.Dispose();
}

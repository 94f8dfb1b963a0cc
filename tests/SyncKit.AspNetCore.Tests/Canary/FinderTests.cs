using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace SyncKit.AspNetCore.Tests.Canary;

[Collection(CanaryCollection.Name)]
public sealed class FinderTests
{
    private const string Secret = "canary+0123/456789=äöü\"<secret>&abcdef";

    private readonly Finder finder = new();
    private readonly Witness witness = new();

    public FinderTests() => finder.Add("the secret", Secret);

    public static TheoryData<string, string> Forms { get; } = new()
    {
        { "plain", Secret },
        { "hex", Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Secret)) },
        { "upper hex", Convert.ToHexString(Encoding.UTF8.GetBytes(Secret)) },
        { "base64", Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret)) },
        { "base64", Convert.ToBase64String(Encoding.UTF8.GetBytes("k:" + Secret)) },
        { "base64", Convert.ToBase64String(Encoding.UTF8.GetBytes("key:" + Secret + "x")) },
        { "base64", Convert.ToBase64String(Encoding.UTF8.GetBytes("\0user\0" + Secret)) },
        { "URL-encoded", Uri.EscapeDataString(Secret) },
        { "JSON-escaped", JsonSerializer.Serialize(Secret) },
        { "its beginning", Secret[..25] },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Each_form_is_found_and_the_finding_does_not_say_it(string form, string text)
    {
        witness.See("answer", $"GET /{Secret} 200 body", $"before {text} after");

        Finding finding = finder.Search(witness.All.Single()).First();

        finding.Marker.Should().Be("the secret");
        (finding.Form == form || finding.Form == "its beginning").Should().BeTrue(finding.Form);
        finding.ToString().Should().Contain("before ").And.Contain("[the secret]").And.NotContain(Secret).And.NotContain(text);
    }

    [Fact]
    public void What_is_no_secret_is_not_found()
    {
        witness.See("answer", "x", "canary+0123/45678 " + Secret[1..15]);

        finder.Search(witness.All.Single()).Should().BeEmpty();
    }

    [Fact]
    public void It_is_found_in_log_lines_their_values_scopes_and_exceptions()
    {
        using LoggerFactory factory = new([new LogWitness(witness)], new LoggerFilterOptions { MinLevel = LogLevel.Trace });
        ILogger logger = factory.CreateLogger("Some.Category");

        using (logger.BeginScope(new Dictionary<string, object> { ["Scoped"] = Secret }))
        {
            logger.Log(LogLevel.Trace, new EventId(7), new InvalidOperationException("outer", new IOException(Secret)), "said {Value}", Secret);
        }

        Places().Should().BeEquivalentTo(
            "log Some.Category/7", "log Some.Category/7 {Value}", "log Some.Category/7 exception", "log Some.Category/7 scope {Scoped}");
    }

    [Fact]
    public void It_is_found_in_traces_and_metrics()
    {
        using TelemetryWitness telemetry = new(witness);
        using ActivitySource source = new("canary.source");
        using Meter meter = new("canary.meter");

        using (Activity activity = source.StartActivity($"name {Secret}")!)
        {
            activity.SetTag("tag", Secret).AddBaggage("bag", Secret).AddEvent(new ActivityEvent("happened", tags: new ActivityTagsCollection { ["inside"] = Secret }));
            activity.SetStatus(ActivityStatusCode.Error, Secret);
        }

        meter.CreateCounter<long>("count").Add(1, KeyValuePair.Create<string, object?>("who", Secret));

        Places().Should().BeEquivalentTo(
            "trace canary.source name [the secret]",
            "trace canary.source name [the secret] tag",
            "trace canary.source name [the secret] baggage bag",
            "trace canary.source name [the secret] event happened inside",
            "metric canary.meter count who");
    }

    [Fact]
    public void It_is_found_in_bytes_at_their_offset()
    {
        byte[] key = [.. Enumerable.Range(200, 32).Select(static each => (byte)each)];
        finder.Add("the key", key);

        foreach (byte[] written in (byte[][])[key, Encoding.UTF8.GetBytes(Convert.ToBase64String(key)), Encoding.UTF8.GetBytes(Convert.ToHexString(key)), Encoding.Unicode.GetBytes(Secret)])
        {
            Finding finding = finder.Search(new Evidence("database", "synckit.db-wal", [.. new byte[4096], .. written, 0])).Should().ContainSingle().Which;

            finding.Place.Should().Be("synckit.db-wal+0x1000");
        }
    }

    private IEnumerable<string> Places() =>
        witness.All.SelectMany(finder.Search).Select(static finding => $"{finding.Sink} {finding.Place}").Distinct();
}

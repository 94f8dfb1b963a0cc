namespace SyncKit.Http.Tests.Pipeline;

public sealed class LoggingTests
{
    [Fact]
    public async Task No_line_holds_the_query_or_a_credential_and_ours_names_the_vendors_request()
    {
        using var vendor = new Vendor(Vendor.Says(401, """{"detail":"Token expired: AB01seekrit99"}""", "application/json", ("intuit_tid", "1-68f0-abc")));
        using var harness = new Harness();
        var request = new HttpRequestMessage(HttpMethod.Get, $"{vendor.Uri}/ck_0123456789abcdef?consumer_key=ck_fedcba&oauth_signature=sIgN");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer eyJhbGciOiJkaXIi.seekrit");

        var answer = await harness.SendAsync(request);

        var log = string.Join('\n', harness.Log);
        log.Should().NotContainAny("consumer_key", "ck_fedcba", "sIgN", "seekrit", "ck_0123456789abcdef");
        log.Should().Contain("GET").And.Contain("/v3/thing-1/***").And.Contain("answered 401 in 0 s").And.Contain("1-68f0-abc");
        answer.Fault!.Excerpt.Should().NotContain("seekrit");
    }

    [Fact]
    public async Task The_frameworks_own_request_lines_are_gone()
    {
        using var vendor = new Vendor(Vendor.Says(200));
        using var harness = new Harness();

        await harness.GetAsync(vendor.Uri);

        harness.Log.Should().NotContain(l => l.Contains("System.Net.Http.HttpClient"));
        harness.Log.Where(l => l.Contains(nameof(AttemptHandler))).Should().ContainSingle();
    }
}

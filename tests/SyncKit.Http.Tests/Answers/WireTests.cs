using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SyncKit.Http.Tests.Answers;

public sealed class WireTests
{
    [Fact]
    public async Task A_success_comes_whole_with_status_headers_and_request_id()
    {
        using var vendor = new Vendor(Vendor.Says(201, "\uFEFF{\"id\":1}", "application/json", ("intuit_tid", "1-a-b"), ("X-WP-Total", "7")));
        using var harness = new Harness();

        var answer = await harness.GetAsync(vendor.Uri);

        answer.Should().BeEquivalentTo(new { Status = 201, IsSuccess = true, RequestId = "1-a-b", MediaType = "application/json" });
        Encoding.UTF8.GetString(answer.Body.Span).Should().Be("{\"id\":1}");
        answer.Header("x-wp-total").Should().Be("7");
        answer.Header("absent").Should().BeNull();
    }

    [Theory]
    [InlineData(401, HttpFaultKind.Unauthorized)]
    [InlineData(403, HttpFaultKind.Forbidden)]
    [InlineData(404, HttpFaultKind.NotFound)]
    [InlineData(409, HttpFaultKind.Rejected)]
    [InlineData(301, HttpFaultKind.Rejected)]
    [InlineData(501, HttpFaultKind.ServerError)]
    public async Task A_status_becomes_a_fault_that_keeps_the_body(int status, HttpFaultKind kind)
    {
        using var vendor = new Vendor(Vendor.Says(status, "{\"code\":\"why\"}", "application/json", ("Location", "/elsewhere"), ("x-request-id", "r-1")));
        using var harness = new Harness();

        var answer = await harness.GetAsync(vendor.Uri);

        answer.Fault.Should().BeEquivalentTo(new { Kind = kind, Status = status, RequestId = "r-1", Attempts = 1 });
        answer.Fault!.Excerpt.Should().Contain("why");
        answer.Body.Length.Should().Be(14);
    }

    [Theory]
    [InlineData("<html><body>Maintenance</body></html>", "text/html", "HTML")]
    [InlineData("", "application/json", "empty")]
    [InlineData("[{\"id\":1},{\"id\":", "application/json", "whole")]
    [InlineData("<IntuitResponse/>", "application/xml", "whole")]
    public async Task A_success_without_a_whole_json_body_is_a_fault(string body, string type, string complaint)
    {
        using var vendor = new Vendor(Vendor.Says(200, body, type));
        using var harness = new Harness();

        var fault = (await harness.GetAsync(vendor.Uri)).Fault!;

        fault.Should().BeEquivalentTo(new { Kind = HttpFaultKind.BadBody, Status = 200, MayHaveActed = true });
        fault.Excerpt.Should().Contain(complaint);
    }

    [Fact]
    public async Task Nothing_is_fine_where_nothing_is_expected()
    {
        using var vendor = new Vendor(Vendor.Says(201, ""), Vendor.Says(200, "plain", "text/plain"), Vendor.Says(204, ""));
        using var harness = new Harness();

        (await harness.SendAsync(Get(vendor), ExpectedBody.JsonOrNothing)).IsSuccess.Should().BeTrue();
        (await harness.SendAsync(Get(vendor), ExpectedBody.Anything)).IsSuccess.Should().BeTrue();
        (await harness.SendAsync(Get(vendor))).IsSuccess.Should().BeTrue();
    }

    [Fact]
    public async Task Json_behind_a_php_warning_is_a_fault_whose_document_can_be_had()
    {
        const string Noise = "<br />\n<b>Warning</b>: Undefined key [0] in <b>{a.php}</b><br />\n";
        using var vendor = new Vendor(Vendor.Says(200, Noise + "[{\"id\":1}]", "text/html"));
        using var harness = new Harness();

        var answer = await harness.GetAsync(vendor.Uri);

        answer.Fault!.Kind.Should().Be(HttpFaultKind.BadBody);
        answer.TryReadPastNoise(out var json).Should().BeTrue();
        Encoding.UTF8.GetString(json.Span).Should().Be("[{\"id\":1}]");
    }

    [Fact]
    public async Task A_compressed_body_is_unpacked_and_a_bomb_is_not()
    {
        await using var vendor = new RawVendor(Zipped("[" + new string(' ', 900) + "]"), Zipped("[" + new string(' ', 5_000_000) + "]"));
        using var harness = new Harness(o => o.MaxAnswerBytes = 1024);

        (await harness.GetAsync(vendor.Uri)).Body.Length.Should().Be(902);
        var fault = (await harness.GetAsync(vendor.Uri)).Fault!;

        fault.Kind.Should().Be(HttpFaultKind.BadBody);
        fault.Excerpt.Should().Contain("larger than 1024 bytes");
        vendor.Calls.Should().Be(2);
    }

    [Fact]
    public async Task A_body_cut_short_is_read_again_and_a_write_is_uncertain()
    {
        var cut = RawVendor.Text("HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: 100\n\n{\"id\":");
        var whole = RawVendor.Text("HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: 2\n\n{}");
        await using var vendor = new RawVendor(cut, whole, cut);
        using var harness = new Harness();

        var read = harness.GetAsync(vendor.Uri);
        await harness.PassAsync(TimeSpan.FromSeconds(0.5));
        (await read).IsSuccess.Should().BeTrue();

        var fault = (await harness.SendAsync(new HttpRequestMessage(HttpMethod.Post, vendor.Uri))).Fault!;
        fault.Should().BeEquivalentTo(new { Kind = HttpFaultKind.NoAnswer, MayHaveActed = true, Attempts = 1 });
    }

    [Fact]
    public async Task A_vendor_that_never_answers_is_given_up_after_the_attempts_time()
    {
        await using var vendor = new RawVendor([null]);
        using var harness = new Harness(o => o.MaxRetries = 0);

        var call = harness.SendAsync(new HttpRequestMessage(HttpMethod.Post, vendor.Uri));
        await Until(() => vendor.Calls == 1);
        await harness.PassAsync(TimeSpan.FromSeconds(100));

        (await call).Fault.Should().BeEquivalentTo(new { Kind = HttpFaultKind.NoAnswer, MayHaveActed = true, Excerpt = "No answer within 100 s." });
    }

    [Fact]
    public async Task A_refused_connection_and_an_unknown_host_were_surely_not_sent()
    {
        using var reserved = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        reserved.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var harness = new Harness(o => o.MaxRetries = 0);

        var refused = (await harness.GetAsync($"http://{reserved.LocalEndPoint}/")).Fault!;
        var unknown = (await harness.GetAsync("http://no-such-host.invalid/")).Fault!;

        refused.Should().BeEquivalentTo(new { Kind = HttpFaultKind.NotSent, MayHaveActed = false });
        unknown.Should().BeEquivalentTo(new { Kind = HttpFaultKind.NotSent, MayHaveActed = false });
    }

    [Fact]
    public async Task A_client_without_the_pipeline_is_refused()
    {
        using var vendor = new Vendor(Vendor.Says(200));
        using var client = new HttpClient();

        var call = () => client.AnswerAsync(Get(vendor), cancellationToken: TestContext.Current.CancellationToken);

        await call.Should().ThrowAsync<InvalidOperationException>().WithMessage("*AddSyncKitPipeline*");
    }

    [Fact]
    public async Task Cookies_of_one_account_never_reach_the_vendor_again()
    {
        using var vendor = new Vendor(Vendor.Says(200, "{}", "application/json", ("Set-Cookie", "session=1")));
        using var harness = new Harness();

        await harness.GetAsync(vendor.Uri);
        await harness.GetAsync(vendor.Uri, "b");

        vendor.Cookies.Should().BeEmpty();
    }

    private static HttpRequestMessage Get(Vendor vendor) => new(HttpMethod.Get, vendor.Uri);

    private static byte[] Zipped(string text)
    {
        using var body = new MemoryStream();
        using (var zip = new GZipStream(body, CompressionLevel.Fastest, leaveOpen: true))
        {
            zip.Write(Encoding.UTF8.GetBytes(text));
        }

        var head = $"HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Encoding: gzip\nContent-Length: {body.Length}\n\n";
        return [.. RawVendor.Text(head), .. body.ToArray()];
    }

    private static async Task Until(Func<bool> condition)
    {
        while (!condition())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}

namespace SyncKit.Http.Tests.Pipeline;

public sealed class RetryTests
{
    [Theory]
    [InlineData(408)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_read_is_repeated_after_a_passing_failure(int status)
    {
        using var vendor = new Vendor(Vendor.Says(status), Vendor.Says(200));
        using var harness = new Harness();

        var call = harness.GetAsync(vendor.Uri);
        await harness.PassAsync(TimeSpan.FromSeconds(0.5));

        (await call).IsSuccess.Should().BeTrue();
        vendor.Calls.Should().Be(2);
    }

    [Fact]
    public async Task A_500_is_repeated_once_and_a_503_as_often_as_allowed()
    {
        using var broken = new Vendor(Vendor.Says(500));
        using var away = new Vendor(Vendor.Says(503));
        using var harness = new Harness();

        var first = harness.GetAsync(broken.Uri);
        await harness.PassAsync(TimeSpan.FromSeconds(0.5));
        (await first).Fault!.Kind.Should().Be(HttpFaultKind.ServerError);
        broken.Calls.Should().Be(2);

        var second = harness.GetAsync(away.Uri);
        await harness.PassAsync(TimeSpan.FromSeconds(0.5));
        await harness.PassAsync(TimeSpan.FromSeconds(1));
        await harness.PassAsync(TimeSpan.FromSeconds(2));
        (await second).Fault!.Attempts.Should().Be(4);
        away.Calls.Should().Be(4);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(422)]
    [InlineData(501)]
    public async Task A_refusal_is_not_repeated(int status)
    {
        using var vendor = new Vendor(Vendor.Says(status));
        using var harness = new Harness();

        (await harness.GetAsync(vendor.Uri)).IsSuccess.Should().BeFalse();
        vendor.Calls.Should().Be(1);
    }

    [Fact]
    public async Task A_write_is_not_repeated_unless_marked()
    {
        using var vendor = new Vendor(Vendor.Says(503));
        using var harness = new Harness();

        var answer = await harness.SendAsync(Post(vendor));

        answer.Fault!.Kind.Should().Be(HttpFaultKind.ServerError);
        answer.Fault.MayHaveActed.Should().BeTrue();
        vendor.Calls.Should().Be(1);
    }

    [Fact]
    public async Task A_marked_write_is_repeated_with_the_same_bytes_even_from_a_stream()
    {
        using var vendor = new Vendor(Vendor.Says(503), Vendor.Says(200));
        using var harness = new Harness();
        var request = Post(vendor).WithIdempotencyKey();
        request.Content = new StreamContent(new OneWayStream("{\"DocNumber\":\"1001\"}"u8.ToArray()));

        var call = harness.SendAsync(request);
        await harness.PassAsync(TimeSpan.FromSeconds(0.5));

        (await call).IsSuccess.Should().BeTrue();
        vendor.Bodies.Should().Equal("{\"DocNumber\":\"1001\"}", "{\"DocNumber\":\"1001\"}");
    }

    [Fact]
    public async Task A_refusal_after_an_unanswered_attempt_still_tells_that_the_vendor_may_have_acted()
    {
        using var vendor = new Vendor(Vendor.Says(504), Vendor.Says(400));
        using var harness = new Harness();

        var call = harness.SendAsync(Post(vendor).WithIdempotencyKey());
        await harness.PassAsync(TimeSpan.FromSeconds(0.5));

        var fault = (await call).Fault!;
        fault.Kind.Should().Be(HttpFaultKind.Rejected);
        fault.MayHaveActed.Should().BeTrue();
    }

    [Fact]
    public async Task Jitter_lengthens_the_back_off_up_to_double()
    {
        using var vendor = new Vendor(Vendor.Says(503), Vendor.Says(200));
        using var harness = new Harness(o => o.Jitter = static () => 0.5);

        var call = harness.GetAsync(vendor.Uri);
        await harness.PassAsync(TimeSpan.FromSeconds(0.75));

        (await call).IsSuccess.Should().BeTrue();
    }

    [Theory]
    [InlineData("7")]
    [InlineData("Sun, 01 Mar 2026 12:00:07 GMT")]
    public async Task A_short_Retry_After_is_waited_for_and_pauses_the_account(string retryAfter)
    {
        // The mock server writes its own Date.
        await using var vendor = new RawVendor(
            RawVendor.Text($"HTTP/1.1 429 Slow down\nRetry-After: {retryAfter}\nDate: Sun, 01 Mar 2026 12:00:00 GMT\nConnection: close\nContent-Length: 0\n\n"),
            RawVendor.Text("HTTP/1.1 200 OK\nConnection: close\nContent-Length: 2\n\n{}"));
        using var harness = new Harness();

        var call = harness.GetAsync(vendor.Uri);
        await harness.Time.SetAsync(TimeSpan.FromSeconds(7), TestContext.Current.CancellationToken);
        harness.Limiters.For("a", new RateLimits()).PauseLeft.Should().Be(TimeSpan.FromSeconds(7));
        harness.Time.Advance(TimeSpan.FromSeconds(7));

        (await call).IsSuccess.Should().BeTrue();
        vendor.Calls.Should().Be(2);
    }

    [Fact]
    public async Task A_long_wait_goes_to_the_caller_and_every_other_call_of_the_account_is_refused_unsent()
    {
        using var vendor = new Vendor(Vendor.Says(503, "{}", "application/json", ("Retry-After", "600")));
        using var harness = new Harness();

        var fault = (await harness.GetAsync(vendor.Uri)).Fault!;
        var next = (await harness.GetAsync(vendor.Uri)).Fault!;
        var other = (await harness.GetAsync(vendor.Uri, "b")).Fault!;

        fault.Wait.Should().Be(TimeSpan.FromMinutes(10));
        next.Should().BeEquivalentTo(new { Kind = HttpFaultKind.Throttled, Wait = TimeSpan.FromMinutes(10), MayHaveActed = false, Attempts = 0 });
        other.Kind.Should().Be(HttpFaultKind.ServerError);
        vendor.Calls.Should().Be(2);
    }

    [Fact]
    public async Task A_429_without_a_wait_pauses_the_account_for_a_minute()
    {
        using var vendor = new Vendor(Vendor.Says(429));
        using var harness = new Harness();

        var fault = (await harness.GetAsync(vendor.Uri)).Fault!;

        fault.Kind.Should().Be(HttpFaultKind.Throttled);
        fault.Wait.Should().Be(TimeSpan.FromSeconds(60));
        fault.MayHaveActed.Should().BeFalse();
        harness.Limiters.For("a", new RateLimits()).PauseLeft.Should().Be(TimeSpan.FromSeconds(60));
    }

    private static HttpRequestMessage Post(Vendor vendor) =>
        new HttpRequestMessage(HttpMethod.Post, vendor.Uri) { Content = new StringContent("{}") }.ForAccount("a");

    private sealed class OneWayStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}

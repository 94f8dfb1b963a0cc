namespace SyncKit.Http.Tests.Pipeline;

public sealed class LimitingTests
{
    [Fact]
    public async Task Every_attempt_counts_in_the_limiter_retries_too()
    {
        using var vendor = new Vendor(Vendor.Says(503), Vendor.Says(200));
        using var harness = new Harness(o => o.Limits = new RateLimits { Windows = [new RateWindow(1, TimeSpan.FromSeconds(10))] });

        var call = harness.GetAsync(vendor.Uri);
        await harness.PassAsync(TimeSpan.FromSeconds(0.5));
        await harness.PassAsync(TimeSpan.FromSeconds(9.7));

        (await call).IsSuccess.Should().BeTrue();
        vendor.Calls.Should().Be(2);
    }

    [Fact]
    public async Task A_batch_call_counts_in_its_own_window()
    {
        using var vendor = new Vendor(Vendor.Says(200));
        using var harness = new Harness(o => o.Limits = new RateLimits { Windows = [new RateWindow(1, TimeSpan.FromMinutes(1), RateLimits.Batch)] });
        await harness.SendAsync(Batch(vendor));

        var second = harness.SendAsync(Batch(vendor));
        (await harness.GetAsync(vendor.Uri)).IsSuccess.Should().BeTrue();
        vendor.Calls.Should().Be(2);
        await harness.PassAsync(TimeSpan.FromSeconds(61.2));

        (await second).IsSuccess.Should().BeTrue();
    }

    [Fact]
    public async Task A_call_that_never_got_its_turn_was_surely_not_sent()
    {
        using var vendor = new Vendor(Vendor.Says(200));
        using var harness = new Harness(o =>
        {
            o.TotalTimeout = TimeSpan.FromSeconds(200);
            o.Limits = new RateLimits { Windows = [new RateWindow(1, TimeSpan.FromHours(1))] };
        });
        await harness.GetAsync(vendor.Uri);

        var call = harness.GetAsync(vendor.Uri);
        await harness.PassAsync(TimeSpan.FromHours(1));
        var fault = (await call).Fault!;

        fault.Kind.Should().Be(HttpFaultKind.NotSent);
        fault.MayHaveActed.Should().BeFalse();
        vendor.Calls.Should().Be(1);
    }

    [Fact]
    public async Task Cancelling_a_waiting_call_passes_through()
    {
        using var vendor = new Vendor(Vendor.Says(200));
        using var harness = new Harness(o => o.Limits = new RateLimits { Windows = [new RateWindow(1, TimeSpan.FromHours(1))] });
        await harness.GetAsync(vendor.Uri);
        using var cancel = new CancellationTokenSource();

        var call = harness.GetAsync(vendor.Uri, cancellationToken: cancel.Token);
        await cancel.CancelAsync();

        await call.Invoking(c => c).Should().ThrowAsync<OperationCanceledException>();
        harness.Limiters.For("a", new RateLimits()).GetStatistics()!.CurrentQueuedCount.Should().Be(0);
    }

    private static HttpRequestMessage Batch(Vendor vendor) =>
        new HttpRequestMessage(HttpMethod.Post, vendor.Uri) { Content = new StringContent("{}") }.ForAccount("a").AsBatch();
}

namespace SyncKit.Http.Tests.Pipeline;

public sealed class BreakerTests
{
    [Fact]
    public async Task An_account_that_keeps_failing_is_left_alone_and_tried_again_after_the_break()
    {
        using var vendor = new Vendor(Vendor.Says(502), Vendor.Says(502), Vendor.Says(200));
        using var harness = new Harness(WithBreaker);
        await harness.GetAsync(vendor.Uri);
        await harness.GetAsync(vendor.Uri);

        var refused = (await harness.GetAsync(vendor.Uri)).Fault!;
        vendor.Calls.Should().Be(2);
        harness.Time.Advance(TimeSpan.FromSeconds(30));
        var tried = await harness.GetAsync(vendor.Uri);

        refused.Kind.Should().Be(HttpFaultKind.NotSent);
        refused.Wait.Should().Be(TimeSpan.FromSeconds(30));
        refused.MayHaveActed.Should().BeFalse();
        tried.IsSuccess.Should().BeTrue();
    }

    [Fact]
    public async Task One_account_does_not_open_the_breaker_of_another()
    {
        using var vendor = new Vendor(Vendor.Says(502), Vendor.Says(502), Vendor.Says(200));
        using var harness = new Harness(WithBreaker);
        await harness.GetAsync(vendor.Uri, "a");
        await harness.GetAsync(vendor.Uri, "a");

        (await harness.GetAsync(vendor.Uri, "b")).IsSuccess.Should().BeTrue();
        (await harness.GetAsync(vendor.Uri, "a")).Fault!.Kind.Should().Be(HttpFaultKind.NotSent);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(500)]
    public async Task What_the_vendor_says_about_a_request_does_not_open_the_breaker(int status)
    {
        using var vendor = new Vendor(Vendor.Says(status));
        using var harness = new Harness(WithBreaker);
        for (var i = 0; i < 5; i++)
        {
            await harness.GetAsync(vendor.Uri);
        }

        vendor.Calls.Should().Be(5);
    }

    [Fact]
    public void Breakers_nobody_uses_are_forgotten()
    {
        var time = new WatchedTime();
        var breakers = new AccountBreakers(time);
        for (var i = 0; i < 100; i++)
        {
            breakers.For($"account-{i}", new BreakerOptions());
        }

        time.Advance(TimeSpan.FromMinutes(5));
        breakers.For("new", new BreakerOptions());

        breakers.Count.Should().Be(1);
    }

    private static void WithBreaker(HttpResilienceOptions options)
    {
        options.MaxRetries = 0;
        options.Breaker.MinimumAttempts = 2;
    }
}

using Microsoft.Extensions.Options;

namespace SyncKit.Http.Tests.Pipeline;

public sealed class HttpResilienceOptionsTests
{
    [Fact]
    public void The_defaults_are_valid() =>
        new HttpResilienceOptionsValidator().Validate(null, new HttpResilienceOptions()).Succeeded.Should().BeTrue();

    public static TheoryData<Action<HttpResilienceOptions>, string> Mistakes => new()
    {
        { o => o.TotalTimeout = TimeSpan.Zero, nameof(HttpResilienceOptions.TotalTimeout) },
        { o => o.MaxRetries = -1, nameof(HttpResilienceOptions.MaxRetries) },
        { o => o.LongestWait = TimeSpan.FromHours(2), nameof(HttpResilienceOptions.LongestWait) },
        { o => o.MaxAnswerBytes = 0, nameof(HttpResilienceOptions.MaxAnswerBytes) },
        { o => o.Limits = null!, nameof(HttpResilienceOptions.Limits) },
        { o => o.Breaker.FailureRatio = 1.5, nameof(BreakerOptions.FailureRatio) },
        { o => o.AttemptTimeout = TimeSpan.FromMinutes(10), nameof(HttpResilienceOptions.AttemptTimeout) },
    };

    [Theory]
    [MemberData(nameof(Mistakes), DisableDiscoveryEnumeration = true)]
    public async Task A_mistake_is_named(Action<HttpResilienceOptions> mistake, string name)
    {
        using var harness = new Harness(mistake);

        var call = () => harness.GetAsync("http://127.0.0.1/");

        (await call.Should().ThrowAsync<OptionsValidationException>()).WithMessage($"*{name}*");
    }
}

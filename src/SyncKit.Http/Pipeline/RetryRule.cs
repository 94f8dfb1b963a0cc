using System.Net;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace SyncKit.Http;

/// <summary>Which attempts are followed by another, and after what wait.</summary>
internal sealed class RetryRule(HttpResilienceOptions options, TimeProvider time)
{
    private static readonly TimeSpan LargestSpread = TimeSpan.FromSeconds(1);

    /// <summary>Failures that another attempt may not meet again, and that tell of the vendor's health. 500 and 429 tell of the request.</summary>
    public static bool IsOutage(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: HttpRequestException or IOException or TimeoutRejectedException } => true,
        { Result.StatusCode: HttpStatusCode.RequestTimeout or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout } => true,
        _ => false,
    };

    public ValueTask<bool> ShouldRetryAsync(RetryPredicateArguments<HttpResponseMessage> arguments)
    {
        var again = IsTransient(arguments.Outcome, arguments.AttemptNumber)
            && arguments.Context.GetRequestMessage() is { MayBeRepeated: true }
            && !(WaitAskedFor(arguments.Outcome) > options.LongestWait);
        return ValueTask.FromResult(again);
    }

    public ValueTask<TimeSpan?> DelayAsync(RetryDelayGeneratorArguments<HttpResponseMessage> arguments) =>
        ValueTask.FromResult<TimeSpan?>(WaitAskedFor(arguments.Outcome) is { } wait ? Spread(wait) : BackOff(arguments.AttemptNumber));

    /// <summary>The wait of a throttled or unavailable vendor; a 429 always has one.</summary>
    public static TimeSpan? WaitAskedFor(HttpResponseMessage response, HttpResilienceOptions options, TimeProvider time) => response.StatusCode switch
    {
        HttpStatusCode.TooManyRequests => RetryAfter.Read(response, time.GetUtcNow()) ?? options.ThrottlePause,
        _ => RetryAfter.Read(response, time.GetUtcNow()),
    };

    private static bool IsTransient(Outcome<HttpResponseMessage> outcome, int attempt) =>
        IsOutage(outcome)
        || outcome.Result?.StatusCode == HttpStatusCode.TooManyRequests
        || (outcome.Result?.StatusCode == HttpStatusCode.InternalServerError && attempt == 0);

    private TimeSpan? WaitAskedFor(Outcome<HttpResponseMessage> outcome) =>
        outcome.Result is { } response ? WaitAskedFor(response, options, time) : null;

    private TimeSpan BackOff(int attempt)
    {
        var whole = Math.Min(options.BackOff.TotalMilliseconds * Math.Pow(2, attempt), options.LongestWait.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(whole / 2 * (1 + options.Jitter()));
    }

    private TimeSpan Spread(TimeSpan wait)
    {
        var most = wait / 10;
        return wait + (most > LargestSpread ? LargestSpread : most) * options.Jitter();
    }
}

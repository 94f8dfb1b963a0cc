using System.Net;
using System.Threading.RateLimiting;
using Polly;

namespace SyncKit.Http;

/// <summary>Lets each attempt start when its account's limiter says so, and pauses the account when the vendor asks for it.</summary>
internal sealed class AccountLimitStrategy(AccountLimiters limiters, HttpResilienceOptions options, TimeProvider time)
    : ResilienceStrategy<HttpResponseMessage>
{
    protected override async ValueTask<Outcome<HttpResponseMessage>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<HttpResponseMessage>>> callback, ResilienceContext context, TState state)
    {
        if (context.GetRequestMessage() is not { } request)
        {
            return await callback(context, state).ConfigureAwait(context.ContinueOnCapturedContext);
        }

        var limiter = limiters.For(request.AccountName, request.OwnLimits ?? options.Limits);
        RateLimitLease lease;
        try
        {
            lease = await limiter.AcquireAsync(request.RequestClass, options.LongestWait, context.CancellationToken)
                .ConfigureAwait(context.ContinueOnCapturedContext);
        }
        catch (OperationCanceledException exception)
        {
            return Outcome.FromException<HttpResponseMessage>(exception);
        }

        using (lease)
        {
            if (!lease.IsAcquired)
            {
                TimeSpan? wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var left) ? left : null;
                return Outcome.FromException<HttpResponseMessage>(new LimitRefusedException(wait));
            }

            var outcome = await callback(context, state).ConfigureAwait(context.ContinueOnCapturedContext);
            if (outcome.Result is { } response && RetryRule.WaitAskedFor(response, options, time) is { } pause)
            {
                request.Attempts.Wait = pause;
                if (response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable)
                {
                    limiter.PauseUntil(time.GetUtcNow() + pause);
                }
            }

            return outcome;
        }
    }
}

using Polly;

namespace SyncKit.Http;

/// <summary>Runs each attempt under its own account's breaker.</summary>
internal sealed class AccountBreakerStrategy(AccountBreakers breakers, string client, BreakerOptions options) : ResilienceStrategy<HttpResponseMessage>
{
    protected override ValueTask<Outcome<HttpResponseMessage>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<HttpResponseMessage>>> callback, ResilienceContext context, TState state)
    {
        var request = context.GetRequestMessage();
        return request is null
            ? callback(context, state)
            : breakers.For($"{client} {request.AccountName} {request.RequestUri?.Authority}", options).ExecuteOutcomeAsync(callback, context, state);
    }
}

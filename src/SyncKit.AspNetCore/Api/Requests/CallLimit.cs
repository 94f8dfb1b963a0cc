using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SyncKit.AspNetCore.Api.Answers;
using SyncKit.AspNetCore.Limits;

namespace SyncKit.AspNetCore.Api.Requests;

/// <summary>
/// Lets a tenant's calls through at the rate that the host allows each. It stands behind the gates, so that nobody uses up a tenant's calls who may not act
/// for it; what belongs to no tenant counts for its user.
/// </summary>
internal sealed class CallLimit(TokenBuckets buckets) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        HttpContext http = context.HttpContext;
        string key = http.GetRouteValue("tenant") is string tenant ? $"tenant/{tenant}" : $"user/{TenantAccess.NameOf(http)}";
        return buckets.Take(key) is { } wait
            ? ValueTask.FromResult<object?>(Answer.Problem(Problems.TooMany(wait)))
            : next(context);
    }
}

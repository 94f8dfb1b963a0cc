using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SyncKit.AspNetCore.Api.Answers;
using SyncKit.Auditing;
using SyncKit.Connections;

namespace SyncKit.AspNetCore.Api.Requests;

/// <summary>Lets a call through whose user may act for the route's tenant. One that nobody knows and one that is another's are told apart by nothing.</summary>
internal sealed class TenantGate(IConnectionStore connections, IAuditTrail audit) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        HttpContext http = context.HttpContext;
        if (!TenantAccess.TryFind(http, http.GetRouteValue("tenant") as string, out TenantId? tenant)
            || !await IsKnownAsync(http, tenant).ConfigureAwait(false))
        {
            return Answer.Problem(Problems.NotFound("The tenant"));
        }

        ApiCall.Allow(http, tenant);
        using (TenantAccess.BeginActor(http))
        {
            return await Execution.RunAsync(context, next).ConfigureAwait(false);
        }
    }

    /// <summary>What was left of a tenant without connections is its trail.</summary>
    private async Task<bool> IsKnownAsync(HttpContext http, TenantId tenant) =>
        http.GetEndpoint()?.Metadata.GetMetadata<NewTenants>() is not null
        || (await connections.ListAsync(tenant, http.RequestAborted).ConfigureAwait(false)).Count > 0
        || (await audit.ListAsync(tenant, 1, http.RequestAborted).ConfigureAwait(false)).Count > 0;
}

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using SyncKit.AspNetCore.Access;
using SyncKit.AspNetCore.Api.Answers;
using SyncKit.Auditing;
using SyncKit.Connections;

namespace SyncKit.AspNetCore.Api.Requests;

/// <summary>Lets a call through whose user may act for the route's tenant. One that nobody knows and one that is another's are told apart by nothing.</summary>
internal sealed class TenantGate(IOptionsMonitor<SyncKitAccessOptions> access, IConnectionStore connections, IAuditTrail audit) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        HttpContext http = context.HttpContext;
        if (Read(http.GetRouteValue("tenant") as string) is not { } tenant
            || !access.CurrentValue.MayAccess(http.User, tenant)
            || !await IsKnownAsync(http, tenant).ConfigureAwait(false))
        {
            return Answer.Problem(Problems.NotFound("The tenant"));
        }

        ApiCall.Allow(http, tenant);
        using (Actor.Begin(Caller.Of(http.User)))
        {
            return await Execution.RunAsync(context, next).ConfigureAwait(false);
        }
    }

    private static TenantId? Read(string? text)
    {
        try
        {
            return text is null ? null : new TenantId(text);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>What was left of a tenant without connections is its trail.</summary>
    private async Task<bool> IsKnownAsync(HttpContext http, TenantId tenant) =>
        http.GetEndpoint()?.Metadata.GetMetadata<NewTenants>() is not null
        || (await connections.ListAsync(tenant, http.RequestAborted).ConfigureAwait(false)).Count > 0
        || (await audit.ListAsync(tenant, 1, http.RequestAborted).ConfigureAwait(false)).Count > 0;
}

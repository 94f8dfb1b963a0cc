using Microsoft.AspNetCore.Http;

namespace SyncKit.AspNetCore.Api.Requests;

/// <summary>Names who acts on routes that belong to no single tenant.</summary>
internal sealed class UserGate : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        using (TenantAccess.BeginActor(context.HttpContext))
        {
            return await Execution.RunAsync(context, next).ConfigureAwait(false);
        }
    }
}

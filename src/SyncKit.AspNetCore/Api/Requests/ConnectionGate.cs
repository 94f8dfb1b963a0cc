using Microsoft.AspNetCore.Http;
using SyncKit.AspNetCore.Api.Answers;
using SyncKit.AspNetCore.Api.Connections;
using SyncKit.Connections;

namespace SyncKit.AspNetCore.Api.Requests;

/// <summary>Lets a call through whose connection is there.</summary>
internal sealed class ConnectionGate(IConnectionStore connections) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        ApiCall call = context.GetArgument<ApiCall>(0);
        return await connections.FindAsync(call.Connection, context.HttpContext.RequestAborted).ConfigureAwait(false) is null
            ? Answer.Problem(ConnectionRoutes.Unknown(call))
            : await next(context).ConfigureAwait(false);
    }
}

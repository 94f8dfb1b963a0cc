using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using SyncKit.AspNetCore.Api.Answers;

namespace SyncKit.AspNetCore.Api.Requests;

/// <summary>Lets a call through whose user may do what concerns all tenants; for everybody else the routes do not exist.</summary>
internal sealed class OperatorGate(IOptionsMonitor<SyncKitAccessOptions> access) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        access.CurrentValue.IsOperator(context.HttpContext.User)
            ? next(context)
            : ValueTask.FromResult<object?>(Answer.Problem(Problems.NotFound()));
}

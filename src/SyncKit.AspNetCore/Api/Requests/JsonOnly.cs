using Microsoft.AspNetCore.Http;
using SyncKit.AspNetCore.Api.Answers;

namespace SyncKit.AspNetCore.Api.Requests;

/// <summary>
/// Lets through only changes that a foreign web page cannot send with the user's cookies: a browser asks first before it sends JSON, or any DELETE.
/// </summary>
internal sealed class JsonOnly : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        HttpRequest request = context.HttpContext.Request;
        bool passes = HttpMethods.IsGet(request.Method) || HttpMethods.IsDelete(request.Method) || request.HasJsonContentType();
        return passes ? next(context) : ValueTask.FromResult<object?>(Answer.Problem(Problems.NotJson()));
    }
}

using Microsoft.AspNetCore.Http;

namespace SyncKit.AspNetCore.Api.Requests;

/// <summary>Runs a call to the end of its answer, because what is streamed acts in the caller's name as well.</summary>
internal static class Execution
{
    public static async ValueTask<object?> RunAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (await next(context).ConfigureAwait(false) is IResult answer)
        {
            await answer.ExecuteAsync(context.HttpContext).ConfigureAwait(false);
        }

        return TypedResults.Empty;
    }
}

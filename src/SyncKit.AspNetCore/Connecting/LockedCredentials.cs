using Microsoft.AspNetCore.Http;
using SyncKit.Credentials;

namespace SyncKit.AspNetCore;

/// <summary>Answers for a key service that is out of reach: it is no error of the caller's and none of the program's, and passes.</summary>
internal static class LockedCredentials
{
    public static RequestDelegate Guard(Func<HttpContext, Task> call) => async context =>
    {
        try
        {
            await call(context).ConfigureAwait(false);
        }
        catch (CredentialException locked) when (locked.IsTransient && !context.Response.HasStarted)
        {
            context.Response.Clear();
            context.Response.Headers.RetryAfter = "30";
            await Results.Problem(
                statusCode: StatusCodes.Status503ServiceUnavailable,
                title: "The key that the credentials are encrypted with is out of reach.",
                detail: "Nothing was changed. Try again in a moment.").ExecuteAsync(context).ConfigureAwait(false);
        }
    };
}

using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SyncKit.Credentials;
using SyncKit.Faults;

namespace SyncKit.AspNetCore.Api.Answers;

/// <summary>Turns what stops a call into a problem, in one place for all routes.</summary>
internal sealed partial class ErrorAnswers(ILogger<ErrorAnswers> logger) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        HttpContext http = context.HttpContext;
        try
        {
            return await next(context).ConfigureAwait(false);
        }
        catch (Exception error) when (!http.RequestAborted.IsCancellationRequested && !http.Response.HasStarted)
        {
            return Answer.Problem(Read(error, http));
        }
    }

    private ApiProblem Read(Exception error, HttpContext http)
    {
        switch (error)
        {
            case ProblemException refused:
                return refused.Problem;
            case ConnectorException connector:
                return Problems.Of(connector.Failure);
            case CredentialException unreadable:
                return Problems.Conflict("credentials.unreadable", unreadable.Message, "Restore the key that they were stored with, or set the credentials anew.");
            case BadHttpRequestException bad:
                return Problems.Of(bad.StatusCode, "request.invalid", "The request cannot be read.", "Correct the request and send it again.");
            case ArgumentException wrong when wrong is not ArgumentNullException:
                return Problems.Invalid(Sentence(wrong));
            default:
                string traceId = Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;
                LogFailed(http.Request.Method, (http.GetEndpoint() as Microsoft.AspNetCore.Routing.RouteEndpoint)?.RoutePattern.RawText, traceId, error);
                return Problems.Internal(traceId);
        }
    }

    /// <summary>The parameter that the runtime appends is of no use to a caller.</summary>
    private static string Sentence(ArgumentException wrong) => wrong.ParamName is { } parameter
        ? wrong.Message.Replace($" (Parameter '{parameter}')", string.Empty, StringComparison.Ordinal)
        : wrong.Message;

    [LoggerMessage(951, LogLevel.Error, "The management API could not answer {Method} {Route} (trace {TraceId}).")]
    private partial void LogFailed(string method, string? route, string traceId, Exception error);
}

using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace SyncKit.AspNetCore.Api.Answers;

/// <summary>Answers with a problem.</summary>
internal sealed class ProblemAnswer(ApiProblem problem) : IResult
{
    public const string ContentType = "application/problem+json";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = problem.Status;
        if (problem.RetryAfter is { } wait)
        {
            httpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        return httpContext.Response.WriteAsJsonAsync(Said.Shorn(problem), ApiJson.Wire.ApiProblem, ContentType, httpContext.RequestAborted);
    }
}

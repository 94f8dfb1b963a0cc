using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace SyncKit.AspNetCore.Health;

/// <summary>Runs the checks, once for all who ask within a while: the addresses are open to anyone.</summary>
internal sealed class HealthReports(HealthCheckService checks, IOptions<SyncKitHealthOptions> options, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<HealthScope, (long Begun, Task<HealthReport> Report)> kept = [];

    public async Task AnswerAsync(HttpContext context, HealthScope scope)
    {
        HealthReport report = await ReportAsync(scope).WaitAsync(context.RequestAborted).ConfigureAwait(false);
        context.Response.StatusCode = report.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        byte[] body = HealthJson.Write(report, options.Value.ShowDetails);
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private Task<HealthReport> ReportAsync(HealthScope scope)
    {
        lock (gate)
        {
            if (!kept.TryGetValue(scope, out var last)
                || (last.Report.IsCompleted && (!last.Report.IsCompletedSuccessfully || time.GetElapsedTime(last.Begun) >= options.Value.KeepFor)))
            {
                // Whoever asked first may hang up; the others wait for the same report.
                last = (time.GetTimestamp(), checks.CheckHealthAsync(check => IsIn(scope, check), CancellationToken.None));
                kept[scope] = last;
            }

            return last.Report;
        }
    }

    private static bool IsIn(HealthScope scope, HealthCheckRegistration check) => scope switch
    {
        HealthScope.Live => false,
        HealthScope.Ready => SyncKitHealthExtensions.IsReadiness(check),
        _ => true,
    };
}

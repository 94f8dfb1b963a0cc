using Microsoft.AspNetCore.Http;
using SyncKit.Auditing;
using SyncKit.Connections;

namespace SyncKit.AspNetCore.Api.Audit;

/// <summary>Answers with a tenant's whole trail as lines of JSON, however long it is.</summary>
internal sealed class AuditExportStream(AuditTrail trail, TenantId tenant) : IResult
{
    public const string ContentType = "application/x-ndjson";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = ContentType;
        httpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"audit-{tenant}.jsonl\"";
        await trail.ExportAsync(tenant, httpContext.Response.Body, httpContext.RequestAborted).ConfigureAwait(false);
    }
}

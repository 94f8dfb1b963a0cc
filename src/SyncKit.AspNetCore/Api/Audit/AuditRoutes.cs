using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SyncKit.AspNetCore.Api.Answers;
using SyncKit.AspNetCore.Api.Documenting;
using SyncKit.AspNetCore.Api.Requests;
using SyncKit.Auditing;

namespace SyncKit.AspNetCore.Api.Audit;

/// <summary>What happened, and the proof that nobody changed the account of it.</summary>
internal static class AuditRoutes
{
    public static void Map(IEndpointRouteBuilder tenant)
    {
        RouteGroupBuilder group = tenant.MapGroup("/audit").WithTags("Audit");
        group.MapGet("", ListAsync)
            .Does("listAudit", "Lists what happened, newest first.", "action", "subject", "from", "to", "limit", "after")
            .Refuses(StatusCodes.Status400BadRequest)
            .Gives<Page<AuditAnswer>>();
        group.MapGet("/verification", VerifyAsync)
            .Does("verifyAudit", "Checks that nothing in the trail was changed, left out, put in, moved or cut off.", "anchor")
            .Refuses(StatusCodes.Status400BadRequest)
            .Gives<VerificationAnswer>();
        group.MapGet("/export", Export)
            .Does("exportAudit", "Exports the whole trail as lines of JSON, oldest first, with the head as the last line.")
            .Streams<string>(AuditExportStream.ContentType);
    }

    internal static async Task<IResult> ListAsync(ApiCall call, AuditTrail trail, CancellationToken cancellationToken)
    {
        AuditQuery query = new(call.Tenant)
        {
            Most = call.Limit(),
            Before = call.Number("after"),
            ActionPrefix = call.Query("action"),
            Subject = call.Query("subject"),
            From = call.Time("from"),
            Until = call.Time("to"),
        };
        IReadOnlyList<AuditRecord> rows = await trail.ListAsync(query, cancellationToken).ConfigureAwait(false);

        // A last page that is just full is followed by an empty one; to know better, each page would be read one row further.
        string? next = rows.Count == query.Most ? rows[^1].Sequence.ToString(CultureInfo.InvariantCulture) : null;
        return Answer.Ok(new Page<AuditAnswer>([.. rows.Select(AuditAnswer.Of)], next), ApiJson.Wire.PageAuditAnswer);
    }

    internal static async Task<IResult> VerifyAsync(ApiCall call, AuditTrail trail, CancellationToken cancellationToken)
    {
        AuditVerification found = await trail.VerifyAsync(call.Tenant, Anchor(call), cancellationToken).ConfigureAwait(false);
        return Answer.Ok(VerificationAnswer.Of(found), ApiJson.Wire.VerificationAnswer);
    }

    internal static IResult Export(ApiCall call, AuditTrail trail) => new AuditExportStream(trail, call.Tenant);

    private static AuditMark? Anchor(ApiCall call)
    {
        try
        {
            return call.Query("anchor") is { } text ? AuditMark.Parse(text) : null;
        }
        catch (FormatException wrong)
        {
            throw new ProblemException(Problems.Field("anchor", wrong.Message));
        }
    }
}

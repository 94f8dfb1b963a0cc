using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SyncKit.AspNetCore.Api.Answers;
using SyncKit.AspNetCore.Api.Documenting;
using SyncKit.AspNetCore.Api.Requests;
using SyncKit.Connections;
using SyncKit.Flows;
using SyncKit.Inbox;
using SyncKit.Ledger;

namespace SyncKit.AspNetCore.Api.Ledger;

/// <summary>What is where: from a record to its documents, and from a document back to its record.</summary>
internal static class LedgerRoutes
{
    public static void Map(IEndpointRouteBuilder tenant)
    {
        RouteGroupBuilder group = tenant.MapGroup("/ledger").WithTags("Ledger");
        group.MapGet("/record", FindRecordAsync)
            .Does("findRecord", "Shows what became of a record in every flow, or in one.", "source", "kind", "record", "flow")
            .Refuses(StatusCodes.Status400BadRequest)
            .Gives<Page<RecordAnswer>>();
        group.MapGet("/document", FindDocumentAsync)
            .Does("findDocument", "Shows where a document of a destination came from.", "destination", "kind", "document")
            .Refuses(StatusCodes.Status400BadRequest)
            .Gives<Page<DocumentAnswer>>();
        group.MapGet("/documents", ListDocumentsAsync)
            .Does("listDocuments", "Lists the documents of a flow, voided ones included.", "flow", "destination", "limit", "after")
            .Refuses(StatusCodes.Status400BadRequest)
            .Gives<Page<DocumentAnswer>>();
    }

    internal static async Task<IResult> FindRecordAsync(
        ApiCall call,
        ILedger ledger,
        IConnectionStore connections,
        FlowCatalog flows,
        CancellationToken cancellationToken)
    {
        RecordKey record = call.Record();
        string[] names = call.Query("flow") is { } one ? [one] : [.. flows.All.Select(flow => flow.Name).Order(StringComparer.Ordinal)];
        List<RecordAnswer> answers = [];
        foreach (string name in names)
        {
            IReadOnlyList<LedgerView> views = await LedgerSearch
                .FindAsync(ledger, connections, flows, name, record, cancellationToken)
                .ConfigureAwait(false);
            answers.AddRange(views.Select(view => RecordAnswer.Of(name, view)));
        }

        return answers.Count == 0
            ? Answer.Problem(Problems.NotFound($"A ledger entry of the {record.Kind} {record.Id}"))
            : Answer.Ok(new Page<RecordAnswer>(answers, null), ApiJson.Wire.PageRecordAnswer);
    }

    internal static async Task<IResult> FindDocumentAsync(ApiCall call, ILedger ledger, CancellationToken cancellationToken)
    {
        ConnectionId lane = ConnectionText.Read(call.Tenant, "destination", call.Need("destination"));
        DocumentId document = new(call.Need("kind"), call.Need("document"));
        IReadOnlyList<LedgerDocument> found = await ledger.FindDocumentsAsync(lane, [document], cancellationToken).ConfigureAwait(false);
        return found.Count == 0
            ? Answer.Problem(Problems.NotFound($"A ledger entry of the {document.Kind} {document.Id}"))
            : Answer.Ok(new Page<DocumentAnswer>([.. found.Select(DocumentAnswer.Of)], null), ApiJson.Wire.PageDocumentAnswer);
    }

    internal static async Task<IResult> ListDocumentsAsync(ApiCall call, ILedger ledger, CancellationToken cancellationToken)
    {
        LedgerQuery query = new() { Flow = call.Need("flow"), Lane = call.QueryConnection("destination"), After = call.Query("after"), Limit = call.Limit() };
        LedgerPage<LedgerDocument> page = await ledger.ListDocumentsAsync(call.Tenant, query, cancellationToken).ConfigureAwait(false);
        return Answer.Ok(new Page<DocumentAnswer>([.. page.Rows.Select(DocumentAnswer.Of)], page.Next), ApiJson.Wire.PageDocumentAnswer);
    }
}

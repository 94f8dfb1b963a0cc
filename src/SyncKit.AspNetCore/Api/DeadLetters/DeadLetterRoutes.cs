using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SyncKit.AspNetCore.Api.Answers;
using SyncKit.AspNetCore.Api.Documenting;
using SyncKit.AspNetCore.Api.Ledger;
using SyncKit.AspNetCore.Api.Requests;
using SyncKit.Connections;
using SyncKit.Flows;
using SyncKit.Inbox;
using SyncKit.Ledger;

namespace SyncKit.AspNetCore.Api.DeadLetters;

/// <summary>What is held until somebody acts, and the two things that somebody can do about it.</summary>
internal static class DeadLetterRoutes
{
    public static void Map(IEndpointRouteBuilder tenant)
    {
        RouteGroupBuilder group = tenant.MapGroup("/dead-letters").WithTags("Dead letters");
        group.MapGet("", ListAsync)
            .Does("listDeadLetters", "Lists the dead letters of a flow.", "flow", "code", "destination", "limit", "after")
            .Refuses(StatusCodes.Status400BadRequest)
            .Gives<Page<DeadLetterAnswer>>();
        group.MapGet("/record", FindAsync)
            .Does("getDeadLetter", "Shows one dead letter, with its content as the source sent it on request.", "flow", "source", "kind", "record", "payload")
            .Refuses(StatusCodes.Status400BadRequest)
            .Gives<DeadLetterAnswer>();
        group.MapPost("/retry", RetryAsync)
            .Does("retryDeadLetters", "Puts dead letters back into the inbox, due at once.")
            .Takes<DeadLetterRequest>()
            .Gives<ChangedAnswer>();
        group.MapPost("/dismiss", DismissAsync)
            .Does("dismissDeadLetters", "Leaves dead letters for good; a newer change of such a record is taken up as usual.")
            .Takes<DeadLetterRequest>()
            .Gives<ChangedAnswer>();
    }

    internal static async Task<IResult> ListAsync(ApiCall call, ILedger ledger, CancellationToken cancellationToken)
    {
        LedgerQuery query = new()
        {
            Flow = call.Need("flow"),
            State = LedgerState.Dead,
            Code = call.Query("code"),
            Lane = call.QueryConnection("destination"),
            After = call.Query("after"),
            Limit = call.Limit(),
        };
        LedgerPage<LedgerRecord> page = await ledger.ListRecordsAsync(call.Tenant, query, cancellationToken).ConfigureAwait(false);
        return Answer.Ok(new Page<DeadLetterAnswer>([.. page.Rows.Select(DeadLetterAnswer.Of)], page.Next), ApiJson.Wire.PageDeadLetterAnswer);
    }

    internal static async Task<IResult> FindAsync(
        ApiCall call,
        ILedger ledger,
        IConnectionStore connections,
        FlowCatalog flows,
        CancellationToken cancellationToken)
    {
        RecordKey record = call.Record();
        string flow = call.Need("flow");
        IReadOnlyList<LedgerView> views = await LedgerSearch
            .FindAsync(ledger, connections, flows, flow, record, cancellationToken)
            .ConfigureAwait(false);
        LedgerRecord? dead = views.Select(view => view.Record).FirstOrDefault(found => found is { State: LedgerState.Dead });
        return dead is null
            ? Answer.Problem(Problems.NotFound($"A dead letter of the {record.Kind} {record.Id} in the flow '{flow}'"))
            : Answer.Ok(
                DeadLetterAnswer.Of(dead, withPayload: call.Flag("payload")),
                ApiJson.Wire.DeadLetterAnswer);
    }

    internal static async Task<IResult> RetryAsync(
        ApiCall call,
        SyncKit.Ledger.DeadLetters deadLetters,
        ILedger ledger,
        FlowCatalog flows,
        CancellationToken cancellationToken)
    {
        DeadLetterRequest request = await call.ReadAsync(ApiJson.Wire.DeadLetterRequest).ConfigureAwait(false);
        DeadLetterSelection selection = request.Read(call.Tenant);
        if (!await IsKnownAsync(call.Tenant, selection.Flow, ledger, flows, cancellationToken).ConfigureAwait(false))
        {
            return Answer.Problem(Problems.NotFound($"The flow '{selection.Flow}'"));
        }

        ChangedDeadLetters changed = await deadLetters.RetryAsync(call.Tenant, selection, cancellationToken).ConfigureAwait(false);
        return Answer.Ok(new ChangedAnswer(changed.Count, changed.Next), ApiJson.Wire.ChangedAnswer);
    }

    internal static async Task<IResult> DismissAsync(
        ApiCall call,
        SyncKit.Ledger.DeadLetters deadLetters,
        ILedger ledger,
        FlowCatalog flows,
        CancellationToken cancellationToken)
    {
        DeadLetterRequest request = await call.ReadAsync(ApiJson.Wire.DeadLetterRequest).ConfigureAwait(false);
        DeadLetterSelection selection = request.Read(call.Tenant);
        if (!await IsKnownAsync(call.Tenant, selection.Flow, ledger, flows, cancellationToken).ConfigureAwait(false))
        {
            return Answer.Problem(Problems.NotFound($"The flow '{selection.Flow}'"));
        }

        ChangedDeadLetters changed = await deadLetters.DismissAsync(call.Tenant, selection, cancellationToken).ConfigureAwait(false);
        return Answer.Ok(new ChangedAnswer(changed.Count, changed.Next), ApiJson.Wire.ChangedAnswer);
    }

    /// <summary>
    /// Whether there is, or once was, such a flow. What is asked of it goes into the audit trail for good, and so would whatever else stands in the place of its name.
    /// </summary>
    private static async Task<bool> IsKnownAsync(TenantId tenant, string flow, ILedger ledger, FlowCatalog flows, CancellationToken cancellationToken) =>
        flows.Find(flow) is not null || (await ledger.CountAsync(tenant, flow, cancellationToken).ConfigureAwait(false)).Entered > 0;
}

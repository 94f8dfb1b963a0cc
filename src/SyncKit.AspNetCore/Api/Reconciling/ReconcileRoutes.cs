using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SyncKit.AspNetCore.Api.Answers;
using SyncKit.AspNetCore.Api.Documenting;
using SyncKit.AspNetCore.Api.Requests;
using SyncKit.Reconciling;

namespace SyncKit.AspNetCore.Api.Reconciling;

/// <summary>Compares what should be in the books with what is.</summary>
internal static class ReconcileRoutes
{
    public static void Map(IEndpointRouteBuilder tenant) => tenant.MapPost("/reconciliations", RunAsync)
        .WithTags("Ledger")
        .Does("reconcile", "Compares a flow's records, ledger and books now, within a bounded time. It reads the books, which may cost metered calls.")
        .Takes<ReconcileRequest>()
        .Refuses(StatusCodes.Status503ServiceUnavailable, StatusCodes.Status504GatewayTimeout)
        .Gives<ReconciliationAnswer>();

    internal static async Task<IResult> RunAsync(ApiCall call, Reconciler reconciler, TimeProvider time, CancellationToken cancellationToken)
    {
        ReconcileRequest request = await call.ReadAsync(ApiJson.Wire.ReconcileRequest).ConfigureAwait(false);
        using CancellationTokenSource overtime = new(request.Time(), time);
        using CancellationTokenSource bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, overtime.Token);
        try
        {
            Reconciliation found = await reconciler.RunAsync(call.Tenant, request.Flow, bounded.Token).ConfigureAwait(false);
            return Answer.Ok(ReconciliationAnswer.Of(found), ApiJson.Wire.ReconciliationAnswer);
        }
        catch (OperationCanceledException) when (overtime.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return Answer.Problem(Problems.Of(
                StatusCodes.Status504GatewayTimeout,
                "reconcile.overtime",
                FormattableString.Invariant($"The comparison was not done after {request.Seconds} seconds."),
                "Give it more seconds, or try when the books are less busy."));
        }
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SyncKit.AspNetCore.Api.Answers;
using SyncKit.AspNetCore.Api.Documenting;
using SyncKit.AspNetCore.Api.Requests;
using SyncKit.Discovery;
using SyncKit.Runs;

namespace SyncKit.AspNetCore.Api.Runs;

/// <summary>Syncs, sweeps and dry runs that somebody asks for, and what becomes of them.</summary>
internal static class RunRoutes
{
    public static void Map(IEndpointRouteBuilder tenant)
    {
        RouteGroupBuilder group = tenant.MapGroup("/runs").WithTags("Runs");
        group.MapPost("", StartAsync)
            .Does("startRun", "Starts a run: incremental, full, a window or single records, for real or dry. An equal one that still waits takes it in.")
            .Takes<RunBody>()
            .Gives<RunAnswer>(StatusCodes.Status201Created);
        group.MapGet("", ListAsync)
            .Does("listRuns", "Lists the runs, newest first.", "state", "source", "kind", "limit", "after")
            .Refuses(StatusCodes.Status400BadRequest)
            .Gives<Page<RunAnswer>>();
        group.MapGet("/{id}", FindAsync)
            .Does("getRun", "Shows a run.")
            .Gives<RunAnswer>();
        group.MapPost("/{id}/cancel", CancelAsync)
            .Does("cancelRun", "Cancels a run. One that is under way ends between two pages, and what was committed stays.")
            .Refuses(StatusCodes.Status415UnsupportedMediaType)
            .Gives<RunAnswer>();
        group.MapGet("/{id}/events", WatchAsync)
            .Does("watchRun", "Follows a run as server-sent events: progress whenever something changed, and end as the last one.")
            .Streams<RunAnswer>(RunEvents.ContentType);
        group.MapGet("/{id}/plan", ListPlannedAsync)
            .Does("listPlan", "Lists what a dry run would do, record by record.", "limit", "after")
            .Refuses(StatusCodes.Status400BadRequest)
            .Gives<Page<PlannedAnswer>>();
    }

    internal static async Task<IResult> StartAsync(ApiCall call, SyncRuns runs, CancellationToken cancellationToken)
    {
        RunBody body = await call.ReadAsync(ApiJson.Wire.RunBody).ConfigureAwait(false);
        SyncRun run = await runs.StartAsync(call.Tenant, body.Read(call.Tenant), cancellationToken).ConfigureAwait(false);
        return Answer.Created(call.Http, $"{call.Path}/{run.Id}", RunAnswer.Of(run), ApiJson.Wire.RunAnswer);
    }

    internal static async Task<IResult> ListAsync(ApiCall call, SyncRuns runs, CancellationToken cancellationToken)
    {
        RunQuery query = new()
        {
            State = call.Word<RunState>("state"),
            Stream = call.QueryConnection("source") is { } source ? new StreamId(source, call.Need("kind")) : null,
            After = call.Query("after") is { } after ? ReadId(after) ?? throw new ProblemException(Problems.Field("after", "The mark is not one that a page of runs ended with.")) : null,
            Limit = call.Limit(),
        };
        RunPage page = await runs.ListAsync(call.Tenant, query, cancellationToken).ConfigureAwait(false);
        return Answer.Ok(new Page<RunAnswer>([.. page.Rows.Select(RunAnswer.Of)], page.Next?.ToString()), ApiJson.Wire.PageRunAnswer);
    }

    internal static async Task<IResult> FindAsync(ApiCall call, SyncRuns runs, CancellationToken cancellationToken) =>
        await FindRunAsync(call, runs, cancellationToken).ConfigureAwait(false) is { } run
            ? Answer.Ok(RunAnswer.Of(run), ApiJson.Wire.RunAnswer)
            : Answer.Problem(Unknown(call));

    internal static async Task<IResult> CancelAsync(ApiCall call, SyncRuns runs, CancellationToken cancellationToken) =>
        ReadId(call.Route("id")) is { } id && await runs.CancelAsync(call.Tenant, id, cancellationToken).ConfigureAwait(false) is { } run
            ? Answer.Ok(RunAnswer.Of(run), ApiJson.Wire.RunAnswer)
            : Answer.Problem(Unknown(call));

    internal static async Task<IResult> WatchAsync(ApiCall call, SyncRuns runs, TimeProvider time, CancellationToken cancellationToken) =>
        await FindRunAsync(call, runs, cancellationToken).ConfigureAwait(false) switch
        {
            null => Answer.Problem(Unknown(call)),

            // A browser comes back to a stream that ended; that there is nothing more is what stops it.
            { IsEnded: true } run when call.Http.Request.Headers["Last-Event-ID"] == RunEvents.IdOf(run) => Answer.Nothing,
            { } run => new RunEvents(runs, call.Tenant, run.Id, time),
        };

    internal static async Task<IResult> ListPlannedAsync(ApiCall call, SyncRuns runs, CancellationToken cancellationToken)
    {
        int limit = call.Limit();
        long after = call.Number("after") ?? 0;
        if (await FindRunAsync(call, runs, cancellationToken).ConfigureAwait(false) is not { } run)
        {
            return Answer.Problem(Unknown(call));
        }

        PlannedPage page = await runs
            .ListPlannedAsync(call.Tenant, run.Id, (int)Math.Min(after, int.MaxValue), limit, cancellationToken)
            .ConfigureAwait(false);
        return Answer.Ok(
            new Page<PlannedAnswer>([.. page.Rows.Select(PlannedAnswer.Of)], page.Next?.ToString(CultureInfo.InvariantCulture)),
            ApiJson.Wire.PagePlannedAnswer);
    }

    private static Task<SyncRun?> FindRunAsync(ApiCall call, SyncRuns runs, CancellationToken cancellationToken) =>
        ReadId(call.Route("id")) is { } id ? runs.FindAsync(call.Tenant, id, cancellationToken) : Task.FromResult<SyncRun?>(null);

    private static Guid? ReadId(string text) => Guid.TryParseExact(text, "D", out Guid id) ? id : null;

    private static ApiProblem Unknown(ApiCall call) => Problems.NotFound($"The run '{call.Route("id")}'");
}

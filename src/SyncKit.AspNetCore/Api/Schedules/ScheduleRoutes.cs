using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SyncKit.AspNetCore.Api.Answers;
using SyncKit.AspNetCore.Api.Documenting;
using SyncKit.AspNetCore.Api.Requests;
using SyncKit.Scheduling;

namespace SyncKit.AspNetCore.Api.Schedules;

/// <summary>When streams are read by themselves.</summary>
internal static class ScheduleRoutes
{
    private const int Previewed = 10;

    public static void Map(IEndpointRouteBuilder tenant)
    {
        RouteGroupBuilder group = tenant.MapGroup("/schedules").WithTags("Schedules");
        group.MapGet("", ListAsync)
            .Does("listSchedules", "Lists the schedules: the stored ones by name, then the default ones of the streams.")
            .Gives<Page<ScheduleAnswer>>();
        group.MapGet("/{name}", FindAsync)
            .Does("getSchedule", "Shows a stored schedule.")
            .Gives<ScheduleAnswer>();
        group.MapPut("/{name}", SaveAsync)
            .Does("saveSchedule", "Adds a schedule, or takes the place of the one of the same name. It fires first at its next time from now on.")
            .Takes<ScheduleBody>()
            .Gives<ScheduleAnswer>();
        group.MapDelete("/{name}", RemoveAsync)
            .Does("removeSchedule", "Removes a schedule. A stream that had no other incremental one is polled by default again.")
            .GivesNothing();
        group.MapPost("/preview", PreviewAsync)
            .Does("previewSchedule", "Shows when a schedule would fire next, and stores nothing.")
            .Takes<ScheduleBody>()
            .Gives<PreviewAnswer>();
    }

    internal static async Task<IResult> ListAsync(ApiCall call, SyncSchedules schedules, CancellationToken cancellationToken)
    {
        IReadOnlyList<ScheduleEntry> all = await schedules.ListAsync(call.Tenant, cancellationToken).ConfigureAwait(false);
        return Answer.Ok(new Page<ScheduleAnswer>([.. all.Select(ScheduleAnswer.Of)], null), ApiJson.Wire.PageScheduleAnswer);
    }

    internal static async Task<IResult> FindAsync(ApiCall call, SyncSchedules schedules, CancellationToken cancellationToken)
    {
        IReadOnlyList<ScheduleEntry> all = await schedules.ListAsync(call.Tenant, cancellationToken).ConfigureAwait(false);
        return all.FirstOrDefault(entry => !entry.IsDefault && string.Equals(entry.Schedule.Name, call.Route("name"), StringComparison.Ordinal)) is { } found
            ? Answer.Ok(ScheduleAnswer.Of(found), ApiJson.Wire.ScheduleAnswer)
            : Answer.Problem(Unknown(call));
    }

    internal static async Task<IResult> SaveAsync(ApiCall call, SyncSchedules schedules, CancellationToken cancellationToken)
    {
        ScheduleBody body = await call.ReadAsync(ApiJson.Wire.ScheduleBody).ConfigureAwait(false);
        ScheduleEntry saved = await schedules.SaveAsync(body.Read(call.Tenant, call.Route("name")), cancellationToken).ConfigureAwait(false);
        return Answer.Ok(ScheduleAnswer.Of(saved), ApiJson.Wire.ScheduleAnswer);
    }

    internal static async Task<IResult> RemoveAsync(ApiCall call, SyncSchedules schedules, CancellationToken cancellationToken) =>
        await schedules.RemoveAsync(call.Tenant, call.Route("name"), cancellationToken).ConfigureAwait(false)
            ? Answer.Nothing
            : Answer.Problem(Unknown(call));

    internal static async Task<IResult> PreviewAsync(ApiCall call, TimeProvider time)
    {
        ScheduleBody body = await call.ReadAsync(ApiJson.Wire.ScheduleBody).ConfigureAwait(false);
        Schedule schedule = body.Read(call.Tenant, "preview");
        List<DateTimeOffset> firings = [];
        DateTimeOffset? next = ScheduleClock.Next(schedule, time.GetUtcNow());
        while (next is { } at && firings.Count < Previewed)
        {
            firings.Add(at);
            next = ScheduleClock.Next(schedule, at);
        }

        return Answer.Ok(new PreviewAnswer(firings), ApiJson.Wire.PreviewAnswer);
    }

    private static ApiProblem Unknown(ApiCall call) => Problems.NotFound($"The schedule '{call.Route("name")}'");
}

using Microsoft.Extensions.Logging;
using SyncKit.Connections;
using SyncKit.Hosting;
using SyncKit.Orleans.Placement;

namespace SyncKit.Orleans.Schedules;

/// <summary>Fires one tenant's schedules when they are due. The storage lets each time be fired once, even if there were two of these.</summary>
[GrainType(TypeName)]
[HomePlacement]
internal sealed partial class ScheduleGrain(ScheduleWork schedules, Homes homes, TimeProvider time, ILogger<ScheduleGrain> logger) : Grain, IScheduleGrain
{
    private const string TypeName = "synckit.schedule";

    public static readonly GrainType Type = GrainType.Create(TypeName);

    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FailureWait = TimeSpan.FromSeconds(5);

    private IGrainTimer? clock;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        clock = this.RegisterGrainTimer(FireAsync, new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan) { Interleave = true });
        return Task.CompletedTask;
    }

    /// <summary>A tenant that is no longer poked is gone, and its grain with it after a while.</summary>
    public Task PokeAsync() => Task.CompletedTask;

    private async Task FireAsync(CancellationToken cancellationToken)
    {
        TenantId tenant = new(this.GetPrimaryKeyString());
        TimeSpan wait = FailureWait;
        try
        {
            wait = await schedules.FireAsync(tenant, cancellationToken).ConfigureAwait(true) - time.GetUtcNow();
        }
        catch (Exception unreachable) when (unreachable is not OperationCanceledException)
        {
            LogUnreachable(tenant, unreachable);
        }

        clock?.Change(wait < ShortestWait ? ShortestWait : wait, Timeout.InfiniteTimeSpan);
        homes.MoveUnlessHere(GrainContext);
    }

    [LoggerMessage(1031, LogLevel.Error, "The storage did not answer; the schedules of {Tenant} are looked at again in a few seconds.")]
    private partial void LogUnreachable(TenantId tenant, Exception exception);
}

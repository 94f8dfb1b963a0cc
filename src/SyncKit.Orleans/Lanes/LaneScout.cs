using Microsoft.Extensions.Logging;
using SyncKit.Connections;
using SyncKit.Hosting;
using SyncKit.Orleans.Driving;
using SyncKit.Orleans.Placement;

namespace SyncKit.Orleans.Lanes;

/// <summary>Tells the lanes of this silo that something in them is due, and works on those that their silos neglect.</summary>
internal sealed class LaneScout(LaneWork lanes, SiloWork silo, Homes homes, IGrainFactory grains, TimeProvider time, ILogger<Scout> logger)
{
    private readonly Neglect<ConnectionId> neglect = new(silo.Lanes, time);
    private TaskCompletionSource left = New();

    public Task RunAsync(CancellationToken stoppingToken) => new Scout(time, logger).RunAsync(Announced, LookAsync, stoppingToken);

    /// <summary>Looks again after a lane was worked on: more of it may be due. While others wait for its place there is enough to do without.</summary>
    public void PlaceLeft()
    {
        if (!silo.Lanes.IsCrowded)
        {
            Interlocked.Exchange(ref left, New()).TrySetResult();
        }
    }

    private Task Announced() => Task.WhenAny(lanes.Announced, Volatile.Read(ref left).Task);

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        IReadOnlyList<ConnectionId> due = await lanes.ListDueAsync(Scout.Most, stoppingToken).ConfigureAwait(false);
        Func<GrainId, bool> isHome = homes.Of(LaneGrain.Type);
        foreach (ConnectionId lane in neglect.Keep(due))
        {
            ILaneGrain grain = grains.GetGrain<ILaneGrain>(lane.ToString());
            if (isHome(grain.GetGrainId()))
            {
                await grain.PokeAsync().ConfigureAwait(false);
            }
            else
            {
                neglect.Take(lane, () => silo.Start(
                    grain.GetGrainId(), silo.Lanes, token => lanes.WorkAsync(lane, token), PlaceLeft, CancellationToken.None));
            }
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

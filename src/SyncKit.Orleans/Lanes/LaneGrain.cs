using SyncKit.Connections;
using SyncKit.Hosting;
using SyncKit.Orleans.Driving;
using SyncKit.Orleans.Placement;

namespace SyncKit.Orleans.Lanes;

/// <summary>Works on one lane, a quantum at a time, beside its turns: it answers at once whatever the lane's books do.</summary>
[GrainType(TypeName)]
[HomePlacement]
internal sealed class LaneGrain(LaneWork lanes, SiloWork silo, Homes homes, LaneScout scout) : Grain, ILaneGrain, IDisposable
{
    private const string TypeName = "synckit.lane";

    public static readonly GrainType Type = GrainType.Create(TypeName);

    private readonly CancellationTokenSource leaving = new();
    private Task work = Task.CompletedTask;

    public Task PokeAsync()
    {
        if (work.IsCompleted)
        {
            ConnectionId lane = ConnectionId.Parse(this.GetPrimaryKeyString());
            work = silo.Start(this.GetGrainId(), silo.Lanes, token => lanes.WorkAsync(lane, token), Done, leaving.Token);
        }

        return Task.CompletedTask;
    }

    /// <summary>Gives the lane back before another silo gets it.</summary>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await leaving.CancelAsync().ConfigureAwait(true);
        await work.WaitAsync(cancellationToken).ConfigureAwait(true);
    }

    public void Dispose() => leaving.Dispose();

    private void Done()
    {
        scout.PlaceLeft();
        homes.LeaveUnlessHome(GrainContext);
    }
}

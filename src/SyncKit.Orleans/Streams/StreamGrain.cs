using SyncKit.Hosting;
using SyncKit.Orleans.Driving;
using SyncKit.Orleans.Placement;
using SyncKit.Runs;

namespace SyncKit.Orleans.Streams;

/// <summary>Works on the runs of one target beside its turns. Which of them may run together is the storage's to say.</summary>
[GrainType(TypeName)]
[HomePlacement]
internal sealed class StreamGrain(RunWork runs, SiloWork silo, Homes homes) : Grain, IStreamGrain, IDisposable
{
    private const string TypeName = "synckit.stream";

    public static readonly GrainType Type = GrainType.Create(TypeName);

    private readonly CancellationTokenSource leaving = new();
    private readonly Dictionary<Guid, Task> running = [];

    public Task PokeAsync(Guid run)
    {
        foreach (Guid ended in running.Where(static pair => pair.Value.IsCompleted).Select(static pair => pair.Key).ToArray())
        {
            running.Remove(ended);
        }

        if (!running.ContainsKey(run))
        {
            DueRun due = StreamKey.Run(this.GetPrimaryKeyString(), run);
            running.Add(run, silo.Start(this.GetGrainId(), silo.Runs, token => runs.WorkAsync(due, token), Done, leaving.Token));
        }

        return Task.CompletedTask;
    }

    /// <summary>Gives the runs back before another silo gets them.</summary>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await leaving.CancelAsync().ConfigureAwait(true);
        await Task.WhenAll(running.Values).WaitAsync(cancellationToken).ConfigureAwait(true);
    }

    public void Dispose() => leaving.Dispose();

    private void Done() => homes.MoveUnlessHere(GrainContext);
}

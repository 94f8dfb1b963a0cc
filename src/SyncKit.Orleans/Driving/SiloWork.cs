using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SyncKit.Hosting;

namespace SyncKit.Orleans.Driving;

/// <summary>What the grains of this silo work on: how much at once, and until when. A silo that stops gives everything back before it leaves the cluster.</summary>
internal sealed partial class SiloWork : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly TaskCompletionSource active = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();
    private readonly HashSet<Task> running = [];

    private readonly ILogger<SiloWork> logger;

    public SiloWork(IOptions<SyncKitOptions> options, ILogger<SiloWork> logger)
    {
        this.logger = logger;
        Lanes = new Places(options.Value.Parallelism);
        Runs = new Places(options.Value.Parallelism);
        Stopping = stopping.Token;
    }

    /// <summary>Where lanes are worked on.</summary>
    public Places Lanes { get; }

    /// <summary>Where runs are worked on.</summary>
    public Places Runs { get; }

    /// <summary>Completes when grains can be called.</summary>
    public Task Active => active.Task;

    /// <summary>Cancelled when the silo, or what drives it, stops.</summary>
    public CancellationToken Stopping { get; }

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(SiloWork),
        ServiceLifecycleStage.Active,
        _ =>
        {
            active.TrySetResult();
            return Task.CompletedTask;
        },
        StopAsync);

    /// <summary>Starts work of a grain beside its turns, once a place is free, so that the grain stays free to answer.</summary>
    /// <param name="grain">Whose.</param>
    /// <param name="places">The places of its kind.</param>
    /// <param name="work">The work; ends soon after its token is cancelled.</param>
    /// <param name="done">Told when it was done and its place is free again.</param>
    /// <param name="leaving">Cancelled when the grain leaves this silo.</param>
    /// <returns>Completes when the work has ended, in whatever way.</returns>
    public Task Start(GrainId grain, Places places, Func<CancellationToken, Task> work, Action done, CancellationToken leaving)
    {
        lock (gate)
        {
            if (Stopping.IsCancellationRequested || leaving.IsCancellationRequested)
            {
                return Task.CompletedTask;
            }

            Task task = Task.Run(() => RunAsync(grain, places, work, done, leaving), CancellationToken.None);
            running.RemoveWhere(static other => other.IsCompleted);
            running.Add(task);
            return task;
        }
    }

    /// <summary>Stops all work and waits until it is given back. May be called again.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Task[] open;
        await stopping.CancelAsync().ConfigureAwait(false);
        lock (gate)
        {
            open = [.. running];
        }

        await Task.WhenAll(open).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => stopping.Dispose();

    private async Task RunAsync(GrainId grain, Places places, Func<CancellationToken, Task> work, Action done, CancellationToken leaving)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(Stopping, leaving);
        try
        {
            await places.EnterAsync(either.Token).ConfigureAwait(false);
            try
            {
                await work(either.Token).ConfigureAwait(false);
            }
            finally
            {
                places.Leave();
            }

            done();
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // It was given back, and whoever gets it next goes on.
        }
        catch (Exception unreachable)
        {
            LogUnreachable(grain, unreachable);
        }
    }

    [LoggerMessage(1003, LogLevel.Error, "The storage did not answer {Grain}; it works again when it is told that something is due.")]
    private partial void LogUnreachable(GrainId grain, Exception exception);
}

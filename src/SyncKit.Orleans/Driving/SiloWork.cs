using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using SyncKit.Hosting;

namespace SyncKit.Orleans.Driving;

/// <summary>What the grains of this silo work on: how much at once, and until when. A silo that stops gives everything back before it leaves the cluster.</summary>
internal sealed class SiloWork : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly TaskCompletionSource active = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();
    private readonly HashSet<Task> running = [];

    public SiloWork(IOptions<SyncKitOptions> options)
    {
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

    /// <summary>Starts work outside of the grain's turns, so that the grain stays free to answer.</summary>
    /// <param name="work">The work; ends soon after its token is cancelled.</param>
    /// <param name="cancellationToken">Stops this work alone.</param>
    public Task Start(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (Stopping.IsCancellationRequested)
            {
                return Task.CompletedTask;
            }

            Task task = Task.Run(() => RunAsync(work, cancellationToken), CancellationToken.None);
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

        await Task.WhenAll(open).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => stopping.Dispose();

    private async Task RunAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(Stopping, cancellationToken);
        await work(either.Token).ConfigureAwait(false);
    }
}

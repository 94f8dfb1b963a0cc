using Microsoft.Extensions.Logging;
using SyncKit.Runs;

namespace SyncKit.Hosting;

/// <summary>The runs of all tenants, for an <see cref="IWorkDriver"/>.</summary>
public sealed partial class RunWork
{
    private readonly IRunStore store;
    private readonly RunPool runs;
    private readonly RunSignals signals;
    private readonly ILogger<RunWork> logger;

    internal RunWork(IRunStore store, RunPool runs, RunSignals signals, ILogger<RunWork> logger)
    {
        this.store = store;
        this.runs = runs;
        this.signals = signals;
        this.logger = logger;
    }

    /// <summary>
    /// Completes when a run was queued or given back after this was read. A hint: it may come for nothing, and it may not come, so that a driver also asks
    /// from time to time.
    /// </summary>
    public Task Announced => signals.Queued;

    /// <summary>The runs whose turn has come and that somebody could work on now, longest waiting first.</summary>
    /// <param name="most">The most runs to name.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public Task<IReadOnlyList<DueRun>> ListDueAsync(int most, CancellationToken cancellationToken) => store.ListDueAsync(most, cancellationToken);

    /// <summary>Takes a run for this host and works on it until it has ended or waits for something, then gives it back.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the work; the run is given back at once, with what it has read.</param>
    /// <returns>Whether the run was taken; not so when its turn has not come, or when somebody else works on it or on what it reads.</returns>
    public async Task<bool> WorkAsync(DueRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (await runs.ClaimAsync(run, cancellationToken).ConfigureAwait(false) is not { } lease)
        {
            return false;
        }

        await WorkAsync(lease, cancellationToken).ConfigureAwait(false);
        return true;
    }

    internal async Task WorkAsync(RunLease lease, CancellationToken cancellationToken)
    {
        try
        {
            await runs.RunAsync(lease, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception lost) when (lost is not OperationCanceledException)
        {
            LogRun(lease.Run.Id, lost);
        }
    }

    [LoggerMessage(502, LogLevel.Error, "What became of run {Run} could not be stored; it is taken up again when its lease is over.")]
    private partial void LogRun(Guid run, Exception exception);
}

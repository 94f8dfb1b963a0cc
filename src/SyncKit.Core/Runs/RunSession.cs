namespace SyncKit.Runs;

/// <summary>
/// One owner's time with a run: reports its progress and prolongs its lease about once a second, and ends the work when the lease is lost, when somebody
/// cancels the run, or when the host stops.
/// </summary>
internal sealed class RunSession : IAsyncDisposable
{
    /// <summary>How often progress is reported at most, and how long a cancellation by another host takes.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly IRunStore store;
    private readonly RunSignals signals;
    private readonly TimeSpan life;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource held;
    private readonly CancellationTokenSource stop = new();
    private readonly Lock gate = new();
    private readonly Task keeping;
    private List<PlannedEntry> planned = [];
    private RunProgress progress;
    private bool isNews;

    private RunSession(IRunStore store, RunSignals signals, RunLease lease, TimeSpan life, TimeProvider time, CancellationToken stoppingToken)
    {
        this.store = store;
        this.signals = signals;
        this.life = life;
        this.time = time;
        Lease = lease;
        progress = lease.Run.Progress;
        IsCancelled = lease.Run.State == RunState.Cancelling;
        held = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        keeping = KeepAsync();
    }

    public RunLease Lease { get; }

    public SyncRun Run => Lease.Run;

    /// <summary>Cancelled when the work must end, for whichever reason.</summary>
    public CancellationToken Held => held.Token;

    public bool IsLost { get; private set; }

    public bool IsCancelled { get; private set; }

    public DateTimeOffset Now => time.GetUtcNow();

    public RunProgress Progress
    {
        get
        {
            lock (gate)
            {
                return progress;
            }
        }
    }

    public static RunSession Start(
        IRunStore store, RunSignals signals, RunLease lease, TimeSpan life, TimeProvider time, CancellationToken stoppingToken) =>
        new(store, signals, lease, life, time, stoppingToken);

    /// <summary>Takes note of how far the work is; it is reported when the time for it comes.</summary>
    public void Note(RunProgress reached, PlannedEntry? entry = null)
    {
        lock (gate)
        {
            progress = reached;
            isNews = true;
            if (entry is not null)
            {
                planned.Add(entry);
            }
        }
    }

    /// <summary>Ends the keeping; the lease is then the caller's alone, to complete or to give back.</summary>
    /// <returns>Whether the lease still holds as far as this host knows.</returns>
    public async Task<bool> StopAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await keeping.ConfigureAwait(false);
        return !IsLost;
    }

    /// <summary>Keeps planned records that were not reported yet.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (Take() is { Planned.Count: > 0 } report)
        {
            IsLost = await store.ReportAsync(Lease, report, life, cancellationToken).ConfigureAwait(false) is null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        held.Dispose();
        stop.Dispose();
    }

    private async Task KeepAsync()
    {
        DateTimeOffset renewedAt = Now;
        while (!IsLost && !IsCancelled)
        {
            bool isTime = await WaitAsync(signals.Changed(Run.Id)).ConfigureAwait(false);
            if (stop.IsCancellationRequested)
            {
                return;
            }

            DateTimeOffset now = Now;
            try
            {
                bool reports = isTime && (HasNews() || now - renewedAt >= life / 3);
                Judge(reports ? await ReportAsync().ConfigureAwait(false) : await FindAsync().ConfigureAwait(false));
                renewedAt = reports ? now : renewedAt;
            }
            catch (Exception unreachable) when (unreachable is not OperationCanceledException)
            {
                // The next report may get through while the lease lasts; after that, the work must stop as if it were lost.
                IsLost = now - renewedAt >= life * 2 / 3;
            }
        }

        await held.CancelAsync().ConfigureAwait(false);
    }

    private Task<SyncRun?> FindAsync() => store.FindAsync(Run.Tenant, Run.Id, CancellationToken.None);

    private async Task<SyncRun?> ReportAsync()
    {
        RunReport report = Take();
        try
        {
            return await store.ReportAsync(Lease, report, life, CancellationToken.None).ConfigureAwait(false);
        }
        catch
        {
            PutBack(report);
            throw;
        }
        finally
        {
            signals.Change(Run.Id);
        }
    }

    private async Task<bool> WaitAsync(Task changed)
    {
        using CancellationTokenSource waiting = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        Task pace = Task.Delay(Pace, time, waiting.Token);
        Task first = await Task.WhenAny(changed, pace).ConfigureAwait(false);
        await waiting.CancelAsync().ConfigureAwait(false);
        return first == pace;
    }

    private void Judge(SyncRun? run)
    {
        IsLost = run is null or { IsEnded: true };
        IsCancelled = run is { State: RunState.Cancelling };
    }

    private bool HasNews()
    {
        lock (gate)
        {
            return isNews;
        }
    }

    private void PutBack(RunReport report)
    {
        lock (gate)
        {
            planned = [.. report.Planned, .. planned];
            isNews = true;
        }
    }

    private RunReport Take()
    {
        lock (gate)
        {
            RunReport report = new(progress, planned);
            planned = [];
            isNews = false;
            return report;
        }
    }
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SyncKit.Connecting;
using SyncKit.Connections;
using SyncKit.Lanes;
using SyncKit.Notifications;
using SyncKit.Reconciling;
using SyncKit.Runs;

namespace SyncKit.Hosting;

/// <summary>
/// Sees to lanes in which nothing is due: looks at changes in their books, tries dead letters again whose cause may have passed, and
/// tells of those that wait for a person. Drops runs that are not kept any longer.
/// </summary>
internal sealed partial class UpkeepService(
    IConnectionStore connections,
    LaneCatalog catalog,
    LanePool lanes,
    BooksWatch watch,
    BooksHints hints,
    DeadLetterRecheck recheck,
    DeadLetterNotices notices,
    GrantUpkeep grants,
    RunRetention runs,
    IOptions<SyncKitOptions> options,
    TimeProvider time,
    ILogger<UpkeepService> logger) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromMinutes(1);

    private readonly Dictionary<ConnectionId, Task> running = [];
    private readonly SemaphoreSlim places = new(options.Value.Parallelism);

    public override void Dispose()
    {
        places.Dispose();
        base.Dispose();
    }

    /// <summary>A destination that hangs delays nobody but itself.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Task tending = Task.CompletedTask;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WaitAsync(stoppingToken).ConfigureAwait(false);
                tending = tending.IsCompleted ? grants.RunAsync(stoppingToken) : tending;
                await StartDueAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
        }

        await Task.WhenAll([tending, .. running.Values]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Waits for the next look at all lanes; books that a hint was given for are looked at when that is due.</summary>
    private async Task WaitAsync(CancellationToken stoppingToken)
    {
        DateTimeOffset until = time.GetUtcNow() + Poll;
        while (true)
        {
            Task woken = hints.Woken;
            DateTimeOffset now = time.GetUtcNow();
            foreach (ConnectionId lane in hints.TakeDue(now))
            {
                Start(lane, stoppingToken);
            }

            if (now >= until)
            {
                return;
            }

            TimeSpan wait = (hints.NextDue is { } due && due < until ? due : until) - now;
            using CancellationTokenSource waiting = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            await Task.WhenAny(woken, Task.Delay(wait, time, waiting.Token)).ConfigureAwait(false);
            await waiting.CancelAsync().ConfigureAwait(false);
            stoppingToken.ThrowIfCancellationRequested();
        }
    }

    private void Start(ConnectionId lane, CancellationToken stoppingToken)
    {
        if (!running.TryGetValue(lane, out Task? task) || task.IsCompleted)
        {
            running[lane] = SeeToAsync(lane, stoppingToken);
        }
    }

    private async Task StartDueAsync(CancellationToken stoppingToken)
    {
        try
        {
            await runs.RunIfDueAsync(stoppingToken).ConfigureAwait(false);
            foreach (TenantId tenant in await connections.ListTenantsAsync(stoppingToken).ConfigureAwait(false))
            {
                foreach (ConnectionId lane in await catalog.ListAsync(tenant, stoppingToken).ConfigureAwait(false))
                {
                    Start(lane, stoppingToken);
                }

                await notices.CountAsync(tenant, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (Exception unreachable) when (unreachable is not OperationCanceledException)
        {
            LogStorage(unreachable);
        }
    }

    private async Task SeeToAsync(ConnectionId lane, CancellationToken stoppingToken)
    {
        await places.WaitAsync(stoppingToken).ConfigureAwait(false);
        try
        {
            await recheck.RunIfDueAsync(lane, stoppingToken).ConfigureAwait(false);
            if (await watch.IsDueAsync(lane, time.GetUtcNow(), stoppingToken).ConfigureAwait(false)
                && await connections.FindAsync(lane, stoppingToken).ConfigureAwait(false) is { Status.State: not ConnectionState.Disabled }
                && await lanes.AcquireLaneAsync(lane, stoppingToken).ConfigureAwait(false) is { } lease)
            {
                await lanes.RunAsync(lease, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            LogLane(lane, broken);
        }
        finally
        {
            places.Release();
        }
    }

    [LoggerMessage(601, LogLevel.Error, "The storage did not answer; lanes are seen to again in a minute.")]
    private partial void LogStorage(Exception exception);

    [LoggerMessage(602, LogLevel.Error, "Lane {Lane} could not be seen to; it is tried again in a minute.")]
    private partial void LogLane(ConnectionId lane, Exception exception);
}

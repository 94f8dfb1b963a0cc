using System.Collections.Frozen;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SyncKit.Connections;
using SyncKit.Delivery;
using SyncKit.Discovery;
using SyncKit.Flows;
using SyncKit.Hosting;
using SyncKit.Ledger;

namespace SyncKit.Lanes;

/// <summary>Tries dead letters again whose cause lies in the destination and may have passed.</summary>
internal sealed class DeadLetterRecheck(
    IServiceProvider services,
    ILedger ledger,
    IDeadLetterStore deadLetters,
    ISyncStateStore state,
    FlowCatalog flows,
    RecheckMemory memory,
    WorkSignal signal,
    IOptions<SyncKitOptions> options,
    TimeProvider time)
{
    private const string StreamKind = "recheck";

    /// <summary>Retries a lane's curable dead letters when the interval since the last time, on whichever host, is over.</summary>
    public async Task RunIfDueAsync(ConnectionId lane, CancellationToken cancellationToken)
    {
        TimeSpan interval = options.Value.RecheckInterval;
        if (interval == TimeSpan.Zero || CodesOf(lane).Count == 0)
        {
            return;
        }

        DateTimeOffset now = time.GetUtcNow();
        StreamPosition? position = await state.FindPositionAsync(StreamOf(lane), cancellationToken).ConfigureAwait(false);
        if (position is null)
        {
            await MoveAsync(lane, now, cancellationToken).ConfigureAwait(false);
        }
        else if (now - position.ReadAt >= interval)
        {
            await RunAsync(lane, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Retries a lane's curable dead letters at once.</summary>
    /// <returns>How many were put back.</returns>
    public async Task<int> RunAsync(ConnectionId lane, CancellationToken cancellationToken)
    {
        IReadOnlySet<string> codes = CodesOf(lane);
        if (codes.Count == 0)
        {
            return 0;
        }

        // Moved first: a host that stops half-way does not begin anew with every start.
        await MoveAsync(lane, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        int retried = 0;
        foreach (Flow flow in flows.All.Where(flow => string.Equals(flow.To, lane.Connector, StringComparison.Ordinal)))
        {
            for (LedgerQuery? next = new() { Flow = flow.Name, State = LedgerState.Dead }; next is not null;)
            {
                LedgerPage<LedgerRecord> page = await ledger.ListRecordsAsync(lane.Tenant, next, cancellationToken).ConfigureAwait(false);
                foreach (LedgerRecord dead in page.Rows.Where(dead => dead.Lane == lane && IsCurable(dead, codes)))
                {
                    memory.Note(dead);
                    retried += await deadLetters.RetryAsync(flow.Name, dead.Record, time.GetUtcNow(), cancellationToken).ConfigureAwait(false) ? 1 : 0;
                }

                next = page.Next is null ? null : next with { After = page.Next };
            }
        }

        if (retried > 0)
        {
            signal.Raise();
        }

        return retried;
    }

    private IReadOnlySet<string> CodesOf(ConnectionId lane) =>
        services.GetKeyedService<IDestination>(lane.Connector)?.CurableCodes ?? FrozenSet<string>.Empty;

    /// <summary>What a person changed in the books is a person's to decide, whatever a destination says.</summary>
    private static bool IsCurable(LedgerRecord dead, IReadOnlySet<string> codes) =>
        codes.Contains(dead.Code) && !string.Equals(dead.Code, BooksChange.Code, StringComparison.Ordinal);

    private async Task MoveAsync(ConnectionId lane, DateTimeOffset now, CancellationToken cancellationToken)
    {
        StreamPosition position = new(now.ToString("O", CultureInfo.InvariantCulture), now);
        await state.CommitAsync(StreamOf(lane), [], position, cancellationToken).ConfigureAwait(false);
    }

    private static StreamId StreamOf(ConnectionId lane) => new(lane, StreamKind);
}

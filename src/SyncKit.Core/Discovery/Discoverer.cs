using Microsoft.Extensions.DependencyInjection;
using SyncKit.Connections;
using SyncKit.Flows;
using SyncKit.Inbox;
using SyncKit.Lanes;
using SyncKit.Telemetry;
using SyncKit.Webhooks;

namespace SyncKit.Discovery;

/// <summary>Reads a stream into the inbox, a page and its cursor per transaction.</summary>
internal sealed class Discoverer(IServiceProvider services, ISyncStateStore state, DeliveryWatch deliveries, WorkSignal signal, TimeProvider time)
{
    public async Task<DiscoveryReport> RunAsync(
        StreamId stream,
        Connection connection,
        IReadOnlyList<FlowBinding> bindings,
        SyncOptions options,
        Action<DiscoveryReport>? progress,
        CancellationToken cancellationToken)
    {
        if (options.Problem() is { } problem)
        {
            throw new ArgumentException(problem, nameof(options));
        }

        ISource source = services.GetRequiredKeyedService<ISource>(Flow.SourceKey(stream.Source.Connector, stream.Kind));
        return options.Mode == SyncMode.Single
            ? await ReadSingleAsync(source, stream, connection, bindings, options, cancellationToken).ConfigureAwait(false)
            : await ReadPagesAsync(source, stream, connection, bindings, options, progress, cancellationToken).ConfigureAwait(false);
    }

    private async Task<DiscoveryReport> ReadSingleAsync(
        ISource source,
        StreamId stream,
        Connection connection,
        IReadOnlyList<FlowBinding> bindings,
        SyncOptions options,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<SourceRecord> records = await source.FetchAsync(connection, options.Ids, cancellationToken).ConfigureAwait(false);
        using PageTrace trace = PageTrace.Begin(stream.Source.Connector);
        List<SourceRecord> passed = [.. records.Where(options.Filter.Lets)];
        List<Change> changes = ChangeFanOut.Spread(stream, passed, bindings, ChangePriority.Live, time.GetUtcNow());
        CommitReceipt receipt = await state.CommitAsync(stream, changes, null, cancellationToken).ConfigureAwait(false);
        signal.Raise();
        return new DiscoveryReport(stream, records.Count, records.Count - passed.Count, receipt, More: false);
    }

    private async Task<DiscoveryReport> ReadPagesAsync(
        ISource source,
        StreamId stream,
        Connection connection,
        IReadOnlyList<FlowBinding> bindings,
        SyncOptions options,
        Action<DiscoveryReport>? progress,
        CancellationToken cancellationToken)
    {
        bool movesCursor = options.Filter.IsEmpty && options.Mode is SyncMode.Incremental or SyncMode.Full;
        StreamId marked = options.Mode == SyncMode.Full ? stream with { Scope = "full" } : stream;
        StreamPosition? position = movesCursor || options.Mode == SyncMode.Incremental
            ? await state.FindPositionAsync(marked, cancellationToken).ConfigureAwait(false)
            : null;
        ChangePriority priority = options.Mode == SyncMode.Incremental && position is not null ? ChangePriority.Incremental : ChangePriority.Backfill;
        SourceRequest request = new()
        {
            Connection = connection,
            Cursor = position?.Cursor,
            Window = options.Mode == SyncMode.Window ? options.Window : null,
            Filter = options.Filter,
        };
        DiscoveryReport report = new(stream, 0, 0, default, More: false);
        await foreach (SourcePage page in source.ReadAsync(request, cancellationToken).ConfigureAwait(false))
        {
            using PageTrace trace = PageTrace.Begin(stream.Source.Connector);
            DateTimeOffset now = time.GetUtcNow();
            List<SourceRecord> passed = [.. page.Records.Where(options.Filter.Lets)];
            List<Change> changes = ChangeFanOut.Spread(stream, passed, bindings, priority, now);
            position = movesCursor && page.Cursor is not null ? new StreamPosition(page.Cursor, now) : position;
            CommitReceipt receipt = await state
                .CommitAsync(marked, changes, movesCursor ? position : null, cancellationToken)
                .ConfigureAwait(false);
            if (priority == ChangePriority.Incremental)
            {
                await deliveries.FoundAsync(stream, page.Records, cancellationToken).ConfigureAwait(false);
            }

            report = report with
            {
                Read = report.Read + page.Records.Count,
                Filtered = report.Filtered + page.Records.Count - passed.Count,
                Receipt = report.Receipt + receipt,
            };
            signal.Raise();
            progress?.Invoke(report);
            if (report.Receipt.Waiting >= options.BatchLimit)
            {
                return report with { More = true };
            }
        }

        if (options.Mode == SyncMode.Full && movesCursor)
        {
            await EndFullRunAsync(stream, marked, position, cancellationToken).ConfigureAwait(false);
        }

        return report;
    }

    /// <summary>A full run has read all that an incremental run from the beginning would have, so a stream without a cursor may take over its mark.</summary>
    private async Task EndFullRunAsync(StreamId stream, StreamId marked, StreamPosition? reached, CancellationToken cancellationToken)
    {
        StreamPosition? current = await state.FindPositionAsync(stream, cancellationToken).ConfigureAwait(false);
        if (current is null && reached is not null)
        {
            await state.CommitAsync(stream, [], reached, cancellationToken).ConfigureAwait(false);
        }

        await state.ForgetPositionAsync(marked, cancellationToken).ConfigureAwait(false);
    }
}

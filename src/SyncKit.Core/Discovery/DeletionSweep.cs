using Microsoft.Extensions.DependencyInjection;
using SyncKit.Connections;
using SyncKit.Flows;
using SyncKit.Inbox;
using SyncKit.Lanes;
using SyncKit.Ledger;
using SyncKit.Telemetry;

namespace SyncKit.Discovery;

/// <summary>Finds records that vanished from a source without a trace: written ones whose id the source no longer lists.</summary>
internal sealed class DeletionSweep(IServiceProvider services, ISyncStateStore state, ILedger ledger, WorkSignal signal, TimeProvider time)
{
    private const int FetchSize = 100;

    public async Task<DiscoveryReport> RunAsync(
        StreamId stream,
        Connection connection,
        IReadOnlyList<FlowBinding> bindings,
        CancellationToken cancellationToken)
    {
        ISource source = services.GetRequiredKeyedService<ISource>(Flow.SourceKey(stream.Source.Connector, stream.Kind));

        // What is written is noted before the source is listed: an order written in between is not taken for missing.
        List<string> suspects = await WrittenAsync(stream, bindings, cancellationToken).ConfigureAwait(false);
        HashSet<string> listed = new(StringComparer.Ordinal);
        await foreach (IReadOnlyList<string> ids in source.ListIdsAsync(connection, cancellationToken).ConfigureAwait(false))
        {
            listed.UnionWith(ids);
        }

        suspects.RemoveAll(listed.Contains);
        CommitReceipt receipt = default;
        foreach (string[] ids in suspects.Chunk(FetchSize))
        {
            using PageTrace trace = PageTrace.Begin(stream.Source.Connector);
            IReadOnlyList<SourceRecord> found = await source.FetchAsync(connection, ids, cancellationToken).ConfigureAwait(false);
            List<Change> changes = ChangeFanOut.Spread(stream, found, bindings, ChangePriority.Incremental, time.GetUtcNow());
            receipt += await state.CommitAsync(stream, changes, null, cancellationToken).ConfigureAwait(false);
            signal.Raise();
        }

        return new DiscoveryReport(stream, suspects.Count, 0, receipt, More: false);
    }

    private async Task<List<string>> WrittenAsync(StreamId stream, IReadOnlyList<FlowBinding> bindings, CancellationToken cancellationToken)
    {
        HashSet<string> written = new(StringComparer.Ordinal);
        foreach (string flow in bindings.Select(binding => binding.Flow).Distinct(StringComparer.Ordinal))
        {
            LedgerQuery query = new() { Flow = flow, State = LedgerState.Written };
            do
            {
                LedgerPage<LedgerRecord> page = await ledger.ListRecordsAsync(stream.Source.Tenant, query, cancellationToken).ConfigureAwait(false);
                written.UnionWith(page.Rows.Where(row => row.Record.Source == stream.Source && !row.IsDeleted).Select(row => row.Record.Id));
                query = query with { After = page.Next };
            }
            while (query.After is not null);
        }

        return [.. written];
    }
}

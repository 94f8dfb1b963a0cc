using SyncKit.Connections;
using SyncKit.Faults;
using SyncKit.Ledger;
using SyncKit.Reconciling;
using SyncKit.SampleHost.Syncing;

namespace SyncKit.SampleHost.Reporting;

/// <summary>Gathers what a run did: counts, skips by rule, dead letters, and the comparison of shop, books and rows.</summary>
internal sealed class Reporter(
    SyncRound round, ILedger ledger, IConnectionStore connections, Reconciler reconciler, IReadOnlyList<TenantId> tenants, CallCounter calls)
{
    public async Task<RunReport> GatherAsync(FlowCounts before, FlowCounts rowsBefore, TimeSpan took, CancellationToken cancellationToken)
    {
        FlowCounts now = await round.CountAsync(cancellationToken);
        List<LedgerRecord> skipped = await ListAsync(SyncHost.Flow, LedgerState.Skipped, cancellationToken);
        return new RunReport
        {
            Moved = now - before,
            Now = now,
            Skipped = skipped.GroupBy(record => record.Code, StringComparer.Ordinal).OrderBy(rule => rule.Key, StringComparer.Ordinal).ToDictionary(rule => rule.Key, rule => rule.Count()),
            Held = await ListAsync(SyncHost.Flow, LedgerState.Dead, cancellationToken),
            Books = await CompareAsync(SyncHost.Flow, tenants, cancellationToken),
            Rows = await GatherRowsAsync(rowsBefore, cancellationToken),
            NeedAttention = await round.NeedAttentionAsync(cancellationToken),
            ApiCalls = calls.ByConnector,
            MeteredReads = calls.MeteredReads,
            Took = took,
        };
    }

    private async Task<RowsReport?> GatherRowsAsync(FlowCounts before, CancellationToken cancellationToken)
    {
        List<TenantId> bound = [];
        foreach (TenantId tenant in tenants)
        {
            IReadOnlyList<FlowBinding> bindings = await connections.ListBindingsAsync(tenant, cancellationToken);
            if (bindings.Any(binding => binding.Flow == SyncHost.RowsFlow))
            {
                bound.Add(tenant);
            }
        }

        if (bound.Count == 0)
        {
            return null;
        }

        FlowCounts now = await round.CountAsync(SyncHost.RowsFlow, cancellationToken);
        List<LedgerRecord> held = await ListAsync(SyncHost.RowsFlow, LedgerState.Dead, cancellationToken);
        return new RowsReport(now - before, now, held, await CompareAsync(SyncHost.RowsFlow, bound, cancellationToken));
    }

    private async Task<Reconciliation> CompareAsync(string flow, IEnumerable<TenantId> of, CancellationToken cancellationToken)
    {
        Dictionary<string, decimal> source = new(StringComparer.Ordinal);
        Dictionary<string, decimal> destination = new(StringComparer.Ordinal);
        List<Difference> differences = [];
        foreach (TenantId tenant in of)
        {
            try
            {
                Reconciliation compared = await reconciler.RunAsync(tenant, flow, cancellationToken);
                Add(source, compared.SourceTotals);
                Add(destination, compared.BooksTotals);
                differences.AddRange(compared.Differences);
            }
            catch (ConnectorException unreadable)
            {
                differences.Add(new Difference(
                    DifferenceKind.Unread, tenant.Value, $"What {tenant}'s {flow} wrote could not be read: {unreadable.Failure.Message}"));
            }
        }

        return new Reconciliation(source, destination, differences);
    }

    private async Task<List<LedgerRecord>> ListAsync(string flow, LedgerState state, CancellationToken cancellationToken)
    {
        List<LedgerRecord> records = [];
        foreach (TenantId tenant in tenants)
        {
            LedgerQuery query = new() { Flow = flow, State = state };
            do
            {
                LedgerPage<LedgerRecord> page = await ledger.ListRecordsAsync(tenant, query, cancellationToken);
                records.AddRange(page.Rows);
                query = query with { After = page.Next };
            }
            while (query.After is not null);
        }

        return records;
    }

    private static void Add(Dictionary<string, decimal> totals, IReadOnlyDictionary<string, decimal> more)
    {
        foreach ((string currency, decimal total) in more)
        {
            totals[currency] = totals.GetValueOrDefault(currency) + total;
        }
    }
}

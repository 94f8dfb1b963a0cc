using SyncKit.Connections;
using SyncKit.Faults;
using SyncKit.Ledger;
using SyncKit.Reconciling;
using SyncKit.SampleHost.Syncing;

namespace SyncKit.SampleHost.Reporting;

/// <summary>Gathers what a run did: counts, skips by rule, dead letters, and the comparison of shop and books.</summary>
internal sealed class Reporter(SyncRound round, ILedger ledger, Reconciler reconciler, IReadOnlyList<TenantId> tenants, CallCounter calls)
{
    public async Task<RunReport> GatherAsync(FlowCounts before, TimeSpan took, CancellationToken cancellationToken)
    {
        Dictionary<string, decimal> source = new(StringComparer.Ordinal);
        Dictionary<string, decimal> books = new(StringComparer.Ordinal);
        List<Difference> differences = [];
        foreach (TenantId tenant in tenants)
        {
            try
            {
                Reconciliation compared = await reconciler.RunAsync(tenant, SyncHost.Flow, cancellationToken);
                Add(source, compared.SourceTotals);
                Add(books, compared.BooksTotals);
                differences.AddRange(compared.Differences);
            }
            catch (ConnectorException unreadable)
            {
                differences.Add(new Difference(DifferenceKind.Unread, tenant.Value, $"The books of {tenant} could not be read: {unreadable.Failure.Message}"));
            }
        }

        FlowCounts now = await round.CountAsync(cancellationToken);
        List<LedgerRecord> skipped = await ListAsync(LedgerState.Skipped, cancellationToken);
        return new RunReport
        {
            Moved = now - before,
            Now = now,
            Skipped = skipped.GroupBy(record => record.Code, StringComparer.Ordinal).OrderBy(rule => rule.Key, StringComparer.Ordinal).ToDictionary(rule => rule.Key, rule => rule.Count()),
            Held = await ListAsync(LedgerState.Dead, cancellationToken),
            Books = new Reconciliation(source, books, differences),
            NeedAttention = await round.NeedAttentionAsync(cancellationToken),
            ApiCalls = calls.ByConnector,
            MeteredReads = calls.MeteredReads,
            Took = took,
        };
    }

    private async Task<List<LedgerRecord>> ListAsync(LedgerState state, CancellationToken cancellationToken)
    {
        List<LedgerRecord> records = [];
        foreach (TenantId tenant in tenants)
        {
            LedgerQuery query = new() { Flow = SyncHost.Flow, State = state };
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

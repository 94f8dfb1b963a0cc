using SyncKit.Connections;
using SyncKit.Flows;
using SyncKit.Inbox;
using SyncKit.Ledger;

namespace SyncKit.AspNetCore.Api.Ledger;

/// <summary>Finds what is known of a record without knowing where its documents went.</summary>
internal static class LedgerSearch
{
    public static async Task<IReadOnlyList<LedgerView>> FindAsync(
        ILedger ledger,
        IConnectionStore connections,
        FlowCatalog flows,
        string flow,
        RecordKey record,
        CancellationToken cancellationToken)
    {
        if (flows.Find(flow) is not { } declared)
        {
            return [];
        }

        List<LedgerView> views = [];
        foreach (Connection lane in await connections.ListAsync(record.Source.Tenant, cancellationToken).ConfigureAwait(false))
        {
            if (string.Equals(lane.Id.Connector, declared.To, StringComparison.Ordinal)
                && (await ledger.FindAsync(flow, lane.Id, [record], cancellationToken).ConfigureAwait(false)).TryGetValue(record, out LedgerView? view))
            {
                views.Add(view);
            }
        }

        return views;
    }
}

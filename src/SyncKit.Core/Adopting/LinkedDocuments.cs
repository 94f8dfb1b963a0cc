using SyncKit.Connections;
using SyncKit.Flows;
using SyncKit.Ledger;

namespace SyncKit.Adopting;

/// <summary>Which documents of a destination the ledger knows, of whatever flow. None of them is linked a second time.</summary>
internal static class LinkedDocuments
{
    public static async Task<HashSet<(string Kind, string Id)>> ListAsync(
        ILedger ledger,
        FlowCatalog flows,
        ConnectionId lane,
        CancellationToken cancellationToken)
    {
        HashSet<(string Kind, string Id)> linked = [];
        foreach (Flow flow in flows.All.Where(flow => string.Equals(flow.To, lane.Connector, StringComparison.Ordinal)))
        {
            for (LedgerQuery? next = new() { Flow = flow.Name }; next is not null;)
            {
                LedgerPage<LedgerDocument> page = await ledger.ListDocumentsAsync(lane.Tenant, next, cancellationToken).ConfigureAwait(false);
                linked.UnionWith(page.Rows.Where(document => document.Lane == lane).Select(document => (document.Kind, document.DestinationId)));
                next = page.Next is null ? null : next with { After = page.Next };
            }
        }

        return linked;
    }
}

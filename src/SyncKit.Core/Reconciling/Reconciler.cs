using Microsoft.Extensions.DependencyInjection;
using SyncKit.Connections;
using SyncKit.Delivery;
using SyncKit.Flows;
using SyncKit.Ledger;

namespace SyncKit.Reconciling;

/// <summary>Compares what records are worth by their source, what the ledger says was written, and what the destination holds now.</summary>
public sealed class Reconciler
{
    private readonly IServiceProvider services;
    private readonly IConnectionStore connections;
    private readonly ILedger ledger;
    private readonly FlowCatalog flows;

    internal Reconciler(IServiceProvider services, IConnectionStore connections, ILedger ledger, FlowCatalog flows)
    {
        this.services = services;
        this.connections = connections;
        this.ledger = ledger;
        this.flows = flows;
    }

    /// <summary>Compares one flow of a tenant. Reads the destination's documents, which may cost metered calls: one per thousand documents or so.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="flowName">The flow's name.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ArgumentException">No flow of that name is declared.</exception>
    /// <exception cref="Faults.ConnectorException">The destination could not be read.</exception>
    public async Task<Reconciliation> RunAsync(TenantId tenant, string flowName, CancellationToken cancellationToken = default)
    {
        Flow flow = flows.Find(flowName) ?? throw new ArgumentException($"No flow is called '{flowName}'.", nameof(flowName));
        BooksComparison comparison = new();
        LedgerQuery query = new() { Flow = flow.Name };
        for (LedgerQuery? next = query; next is not null;)
        {
            LedgerPage<LedgerRecord> page = await ledger.ListRecordsAsync(tenant, next, cancellationToken).ConfigureAwait(false);
            comparison.AddRecords(page.Rows);
            next = page.Next is null ? null : next with { After = page.Next };
        }

        foreach (Flow other in flows.All.Where(other => string.Equals(other.To, flow.To, StringComparison.Ordinal)))
        {
            Action<IEnumerable<LedgerDocument>> add = other == flow ? comparison.AddDocuments : comparison.AddElsewhere;
            for (LedgerQuery? next = new() { Flow = other.Name }; next is not null;)
            {
                LedgerPage<LedgerDocument> page = await ledger.ListDocumentsAsync(tenant, next, cancellationToken).ConfigureAwait(false);
                add(page.Rows);
                next = page.Next is null ? null : next with { After = page.Next };
            }
        }

        IReadOnlyList<FlowBinding> bindings = await connections.ListBindingsAsync(tenant, cancellationToken).ConfigureAwait(false);
        foreach (ConnectionId destination in flows.Match(bindings)
            .Where(match => match.Flow == flow)
            .Select(match => match.Binding.Destination)
            .Distinct())
        {
            await ReadBooksAsync(destination, comparison, cancellationToken).ConfigureAwait(false);
        }

        return comparison.Conclude();
    }

    private async Task ReadBooksAsync(ConnectionId destination, BooksComparison comparison, CancellationToken cancellationToken)
    {
        Connection? connection = await connections.FindAsync(destination, cancellationToken).ConfigureAwait(false);
        IBooks? books = services.GetKeyedService<IBooks>(destination.Connector);
        if (connection is null || books is null)
        {
            return;
        }

        await foreach (IReadOnlyList<BookedDocument> part in books.ListAsync(connection, cancellationToken).ConfigureAwait(false))
        {
            comparison.AddBooked(destination, part);
        }
    }
}

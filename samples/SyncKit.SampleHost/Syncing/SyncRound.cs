using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Ledger;

namespace SyncKit.SampleHost.Syncing;

/// <summary>One sync of every tenant by call: read, and work until nothing is due.</summary>
internal sealed class SyncRound(SyncEngine engine, ILedger ledger, IConnectionStore connections, IReadOnlyList<TenantId> tenants)
{
    /// <summary>How long a round waits for what is due later: fresh orders that the shop may still be writing, a pause for a limit.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>Reads what changed and brings it into the books.</summary>
    public async Task RunAsync(Action<FlowCounts> progress, CancellationToken cancellationToken)
    {
        bool more = true;
        while (more)
        {
            more = false;
            foreach (TenantId tenant in tenants)
            {
                IReadOnlyList<DiscoveryReport> reports = await engine.DiscoverAsync(tenant, new SyncOptions(), null, cancellationToken);
                more |= reports.Any(report => report.More);
            }

            await DrainAsync(progress, cancellationToken);
        }
    }

    /// <summary>Works on what waits.</summary>
    public async Task DrainAsync(Action<FlowCounts> progress, CancellationToken cancellationToken)
    {
        Task draining = engine.DrainAsync(Patience, cancellationToken);
        while (!draining.IsCompleted)
        {
            progress(await CountAsync(cancellationToken));
            await Task.WhenAny(draining, Task.Delay(TimeSpan.FromMilliseconds(250), cancellationToken));
        }

        await draining;
        progress(await CountAsync(cancellationToken));
    }

    /// <summary>Looks for orders that vanished from the shops, and voids their documents.</summary>
    public async Task SweepAsync(Action<FlowCounts> progress, CancellationToken cancellationToken)
    {
        foreach (TenantId tenant in tenants)
        {
            await engine.SweepAsync(tenant, cancellationToken);
        }

        await DrainAsync(progress, cancellationToken);
    }

    /// <summary>What became of everything so far in the books, over all tenants.</summary>
    public Task<FlowCounts> CountAsync(CancellationToken cancellationToken) => CountAsync(SyncHost.Flow, cancellationToken);

    /// <summary>What became of everything so far in a flow, over all tenants.</summary>
    public async Task<FlowCounts> CountAsync(string flow, CancellationToken cancellationToken)
    {
        FlowCounts total = FlowCounts.Zero;
        foreach (TenantId tenant in tenants)
        {
            total += await ledger.CountAsync(tenant, flow, cancellationToken);
        }

        return total;
    }

    /// <summary>The connections that a person must look at.</summary>
    public async Task<IReadOnlyList<Connection>> NeedAttentionAsync(CancellationToken cancellationToken)
    {
        List<Connection> troubled = [];
        foreach (TenantId tenant in tenants)
        {
            IReadOnlyList<Connection> all = await connections.ListAsync(tenant, cancellationToken);
            troubled.AddRange(all.Where(connection => connection.Status.State == ConnectionState.NeedsAttention));
        }

        return troubled;
    }
}

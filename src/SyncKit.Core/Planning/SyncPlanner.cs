using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Flows;

namespace SyncKit.Planning;

/// <summary>
/// Says what a sync would do, and does none of it: no cursor moves, nothing enters the inbox or the ledger, and nothing is written in the destination.
/// Reading is real: it asks the source, and it looks up in the destination what documents would refer to. Safe for use from several threads.
/// </summary>
public sealed class SyncPlanner
{
    private readonly IServiceProvider services;
    private readonly IConnectionStore connections;
    private readonly ISyncStateStore state;
    private readonly FlowCatalog flows;

    internal SyncPlanner(IServiceProvider services, IConnectionStore connections, ISyncStateStore state, FlowCatalog flows)
    {
        this.services = services;
        this.connections = connections;
        this.state = state;
        this.flows = flows;
    }

    /// <summary>
    /// Plans one flow of a tenant, record by record, in the order in which the source sends them. Memory does not grow with their number; stop whenever
    /// enough was seen.
    /// </summary>
    /// <remarks>
    /// What already waits in the inbox is not looked at. A record that was settled with the same content is unchanged, and one that is held as a dead
    /// letter is refused for the same reason, as in a sync; named in a single run, it is planned as if it were retried.
    /// </remarks>
    /// <param name="tenant">Whose.</param>
    /// <param name="flow">The flow's name.</param>
    /// <param name="options">What to read, as in a sync; <see cref="SyncOptions.BatchLimit"/> is ignored. A full run begins at the beginning.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ArgumentException">No flow of that name is declared, or the options do not fit together.</exception>
    /// <exception cref="InvalidOperationException">The flow is not switched on for the tenant, or a connection of it is gone.</exception>
    /// <exception cref="Faults.ConnectorException">The source or the destination refused or could not be reached.</exception>
    public IAsyncEnumerable<PlannedRecord> PlanAsync(
        TenantId tenant,
        string flow,
        SyncOptions options,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentNullException.ThrowIfNull(options);
        Flow declared = flows.Find(flow) ?? throw new ArgumentException($"No flow is called '{flow}'.", nameof(flow));
        return options.Problem() is { } problem
            ? throw new ArgumentException(problem, nameof(options))
            : PlanAsync(declared, tenant, options, cancellationToken);
    }

    private async IAsyncEnumerable<PlannedRecord> PlanAsync(
        Flow flow,
        TenantId tenant,
        SyncOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        FlowPlanner planner = services
            .GetRequiredKeyedService<IFlowReaderFactory>(Flow.PipelineKey(flow.Kind, flow.To))
            .CreatePlanner(flow, services);
        IReadOnlyList<FlowBinding> bindings = await connections.ListBindingsAsync(tenant, cancellationToken).ConfigureAwait(false);
        FlowBinding[] bound = [.. flows.Match(bindings).Where(match => match.Flow == flow).Select(match => match.Binding)];
        if (bound.Length == 0)
        {
            throw new InvalidOperationException($"The flow '{flow.Name}' is not switched on for '{tenant}': call ConnectionSetup.SwitchOnAsync first.");
        }

        foreach (FlowBinding binding in bound)
        {
            StreamId stream = new(binding.Source, flow.Kind);
            StreamPosition? position = options.Mode == SyncMode.Incremental
                ? await state.FindPositionAsync(stream, cancellationToken).ConfigureAwait(false)
                : null;
            Connection source = await FindAsync(binding.Source, cancellationToken).ConfigureAwait(false);
            Connection destination = await FindAsync(binding.Destination, cancellationToken).ConfigureAwait(false);
            await foreach (PlannedRecord planned in planner
                .PlanAsync(stream, binding, source, destination, options, position?.Cursor, cancellationToken)
                .ConfigureAwait(false))
            {
                yield return planned;
            }
        }
    }

    private async Task<Connection> FindAsync(ConnectionId id, CancellationToken cancellationToken) =>
        await connections.FindAsync(id, cancellationToken).ConfigureAwait(false)
        ?? throw new InvalidOperationException($"The connection '{id}' is gone: connect it again, or switch the flow off.");
}

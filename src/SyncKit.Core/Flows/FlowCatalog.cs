using SyncKit.Connections;

namespace SyncKit.Flows;

/// <summary>The flows that a host declares.</summary>
public sealed class FlowCatalog
{
    private readonly Dictionary<string, Flow> flows;

    /// <summary>Makes the catalog.</summary>
    /// <param name="flows">The declared flows.</param>
    /// <exception cref="InvalidOperationException">Two different flows have one name.</exception>
    public FlowCatalog(IEnumerable<Flow> flows)
    {
        ArgumentNullException.ThrowIfNull(flows);
        this.flows = new Dictionary<string, Flow>(StringComparer.Ordinal);
        foreach (Flow flow in flows)
        {
            if (!this.flows.TryAdd(flow.Name, flow) && this.flows[flow.Name] != flow)
            {
                throw new InvalidOperationException($"Two flows are called '{flow.Name}': give one of them another name.");
            }
        }
    }

    /// <summary>All flows.</summary>
    public IReadOnlyCollection<Flow> All => flows.Values;

    /// <summary>A flow, or <see langword="null"/> when none of that name is declared.</summary>
    public Flow? Find(string name) => flows.GetValueOrDefault(name);

    /// <summary>Those bindings whose flow is declared and fits their connectors, with their flows.</summary>
    internal IEnumerable<(Flow Flow, FlowBinding Binding)> Match(IEnumerable<FlowBinding> bindings)
    {
        foreach (FlowBinding binding in bindings)
        {
            if (flows.TryGetValue(binding.Flow, out Flow? flow)
                && string.Equals(flow.From, binding.Source.Connector, StringComparison.Ordinal)
                && string.Equals(flow.To, binding.Destination.Connector, StringComparison.Ordinal))
            {
                yield return (flow, binding);
            }
        }
    }
}

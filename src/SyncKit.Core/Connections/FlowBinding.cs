namespace SyncKit.Connections;

/// <summary>Switches a declared flow on for a tenant, from one of its connections to another.</summary>
public sealed record FlowBinding
{
    /// <summary>Makes a binding.</summary>
    /// <param name="flow">The declared flow's name.</param>
    /// <param name="source">Where records come from.</param>
    /// <param name="destination">Where documents go. All work for it is one lane.</param>
    /// <exception cref="ArgumentException">The two connections belong to different tenants.</exception>
    public FlowBinding(string flow, ConnectionId source, ConnectionId destination)
    {
        ArgumentException.ThrowIfNullOrEmpty(flow);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(destination);
        if (source.Tenant != destination.Tenant)
        {
            throw new ArgumentException($"A flow cannot cross tenants: '{source}' and '{destination}'.", nameof(destination));
        }

        Flow = flow;
        Source = source;
        Destination = destination;
    }

    /// <summary>The declared flow's name.</summary>
    public string Flow { get; }

    /// <summary>Where records come from.</summary>
    public ConnectionId Source { get; }

    /// <summary>Where documents go.</summary>
    public ConnectionId Destination { get; }

    /// <summary>The tenant.</summary>
    public TenantId Tenant => Source.Tenant;
}

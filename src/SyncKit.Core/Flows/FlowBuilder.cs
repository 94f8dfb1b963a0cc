namespace SyncKit.Flows;

/// <summary>Says where a flow's records come from and where its documents go.</summary>
public sealed class FlowBuilder
{
    private string? from;
    private string? to;

    internal FlowBuilder()
    {
    }

    /// <summary>Takes records from a connector.</summary>
    /// <param name="connector">The connector's name, for example <c>woocommerce</c>.</param>
    public FlowBuilder From(string connector)
    {
        ArgumentException.ThrowIfNullOrEmpty(connector);
        from = connector;
        return this;
    }

    /// <summary>Writes documents to a connector.</summary>
    /// <param name="connector">The connector's name, for example <c>quickbooks</c>.</param>
    public FlowBuilder To(string connector)
    {
        ArgumentException.ThrowIfNullOrEmpty(connector);
        to = connector;
        return this;
    }

    internal Flow Build(string name, string kind) => new(
        name,
        kind,
        from ?? throw new ArgumentException($"The flow '{name}' does not say where its records come from: call From(\"…\")."),
        to ?? throw new ArgumentException($"The flow '{name}' does not say where its documents go: call To(\"…\")."));
}

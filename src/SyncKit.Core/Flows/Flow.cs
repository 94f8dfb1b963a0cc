namespace SyncKit.Flows;

/// <summary>A declared flow: which kind of record goes from which connector to which. Tenants switch it on by binding connections to it.</summary>
/// <param name="Name">The flow's name.</param>
/// <param name="Kind">The record kind.</param>
/// <param name="From">The source connector's name.</param>
/// <param name="To">The destination connector's name.</param>
public sealed record Flow(string Name, string Kind, string From, string To)
{
    internal static string SourceKey(string connector, string kind) => $"{connector}:{kind}";

    internal static string PipelineKey(string kind, string connector) => $"{kind}>{connector}";
}

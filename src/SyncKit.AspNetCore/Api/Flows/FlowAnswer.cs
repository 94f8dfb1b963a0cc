namespace SyncKit.AspNetCore.Api.Flows;

/// <summary>A declared flow, and where the tenant has switched it on.</summary>
/// <param name="Name">The flow's name.</param>
/// <param name="Kind">The kind of record.</param>
/// <param name="From">The source connector's name.</param>
/// <param name="To">The destination connector's name.</param>
/// <param name="Bindings">Between which of the tenant's connections it is on; empty when it is off.</param>
internal sealed record FlowAnswer(string Name, string Kind, string From, string To, IReadOnlyList<BindingAnswer> Bindings);

namespace SyncKit.AspNetCore.Api.Flows;

/// <summary>Two connections between which a flow is on, each as connector/name.</summary>
/// <param name="Source">Where records come from.</param>
/// <param name="Destination">Where documents go.</param>
internal sealed record BindingAnswer(string Source, string Destination);

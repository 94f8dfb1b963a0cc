namespace SyncKit.Benchmarks.Measuring;

/// <summary>One line of the result: what was measured, what it was held against, and whether it holds.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Figure">The figure with its unit.</param>
/// <param name="Floor">The floor's figure with its unit; empty when the bound is absolute.</param>
/// <param name="Ratio">The figure over the floor; empty without a floor.</param>
/// <param name="Limit">The bound in words.</param>
/// <param name="Holds">Whether it holds; <see langword="null"/> when it is for information.</param>
internal sealed record Bound(string Name, string Figure, string Floor, string Ratio, string Limit, bool? Holds);

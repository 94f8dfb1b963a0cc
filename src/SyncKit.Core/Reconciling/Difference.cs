namespace SyncKit.Reconciling;

/// <summary>One record or document that does not agree.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Subject">Which record or document.</param>
/// <param name="Message">One sentence with the figures.</param>
public sealed record Difference(DifferenceKind Kind, string Subject, string Message);

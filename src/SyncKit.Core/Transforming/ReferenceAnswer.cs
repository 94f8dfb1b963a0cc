using SyncKit.Faults;

namespace SyncKit.Transforming;

/// <summary>What a destination says to a reference: resolved, or why not. Exactly one of the two is set.</summary>
/// <param name="Reference">The reference.</param>
/// <param name="Resolved">What it is in the destination.</param>
/// <param name="Failure">Why it could not be resolved.</param>
public sealed record ReferenceAnswer(Reference Reference, ResolvedReference? Resolved, Failure? Failure);

using SyncKit.Faults;

namespace SyncKit.Core.Tests.World;

/// <summary>What goes wrong with a call.</summary>
/// <param name="Failure">What the caller is told.</param>
/// <param name="IsLost">Whether the call never arrived; otherwise it was done and only the answer is another.</param>
internal sealed record Mishap(Failure Failure, bool IsLost);

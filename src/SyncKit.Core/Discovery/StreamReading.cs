namespace SyncKit.Discovery;

/// <summary>What came of reading a stream.</summary>
/// <param name="Report">What was read; <see langword="null"/> when the source could not be read.</param>
/// <param name="Problem">Why not, in a sentence; empty otherwise.</param>
internal sealed record StreamReading(DiscoveryReport? Report, string Problem);

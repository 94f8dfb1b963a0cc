using SyncKit.Inbox;

namespace SyncKit.Discovery;

/// <summary>What one run read.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Read">Records that the source sent, repeated ones included.</param>
/// <param name="Filtered">Records that the run's filter left out.</param>
/// <param name="Receipt">What became of the changes, one per record and flow.</param>
/// <param name="More">Whether the run stopped at its limit with more to read.</param>
public sealed record DiscoveryReport(StreamId Stream, int Read, int Filtered, CommitReceipt Receipt, bool More);

using SyncKit.Connections;

namespace SyncKit.Discovery;

/// <summary>A stream and the flows that feed from it.</summary>
internal sealed record BoundStream(StreamId Stream, IReadOnlyList<FlowBinding> Bindings);

using SyncKit.Connections;
using SyncKit.Discovery;

namespace SyncKit.Planning;

/// <summary>Plans what a flow would do between two connections.</summary>
internal abstract class FlowPlanner
{
    public abstract IAsyncEnumerable<PlannedRecord> PlanAsync(
        StreamId stream,
        FlowBinding binding,
        Connection source,
        Connection destination,
        SyncOptions options,
        string? cursor,
        CancellationToken cancellationToken);
}

using SyncKit.Delivery;
using SyncKit.Inbox;

namespace SyncKit.Lanes;

/// <summary>Takes a flow's items from the inbox to the ledger.</summary>
internal abstract class FlowPipeline
{
    public abstract IDestination Destination { get; }

    /// <summary>Works on items of one lane until each is settled, or throws <see cref="LaneInterruption"/> with the rest still waiting.</summary>
    public abstract Task ProcessAsync(LaneSession session, IReadOnlyList<InboxItem> items, CancellationToken cancellationToken);
}

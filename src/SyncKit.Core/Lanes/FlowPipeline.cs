using SyncKit.Delivery;
using Microsoft.Extensions.Logging;
using SyncKit.Inbox;

namespace SyncKit.Lanes;

/// <summary>Takes a flow's items from the inbox to the ledger.</summary>
internal abstract partial class FlowPipeline
{
    public abstract IDestination Destination { get; }

    /// <summary>Works on items of one lane until each is settled, or throws <see cref="LaneInterruption"/> with the rest still waiting.</summary>
    public abstract Task ProcessAsync(LaneSession session, IReadOnlyList<InboxItem> items, CancellationToken cancellationToken);

    [LoggerMessage(106, LogLevel.Error, "Code of the flow failed on {Record}, which becomes a dead letter; its neighbours go on.")]
    protected static partial void LogFailed(ILogger logger, RecordKey record, Exception exception);
}

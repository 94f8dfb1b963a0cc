using SyncKit.Connections;
using SyncKit.Discovery;

namespace SyncKit.Adopting;

/// <summary>Reads a flow's records and outlines their documents.</summary>
internal abstract class FlowOutliner
{
    /// <summary>Yields a part at a time; a record may come again with newer content.</summary>
    public abstract IAsyncEnumerable<IReadOnlyList<OutlinedRecord>> OutlineAsync(
        string flow,
        Connection source,
        Connection destination,
        SyncOptions options,
        CancellationToken cancellationToken);
}

using SyncKit.Connections;

namespace SyncKit.Inbox;

/// <summary>Names a record: where it comes from, of which kind it is, and its id there.</summary>
/// <param name="Source">The connection that it comes from.</param>
/// <param name="Kind">The record kind, for example <c>order</c>.</param>
/// <param name="Id">The source's id.</param>
public sealed record RecordKey(ConnectionId Source, string Kind, string Id)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Source}/{Kind}/{Id}";
}

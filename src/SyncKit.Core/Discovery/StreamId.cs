using SyncKit.Connections;

namespace SyncKit.Discovery;

/// <summary>Names what is read once and fanned out: one kind of record of one source connection.</summary>
/// <param name="Source">The source connection.</param>
/// <param name="Kind">The record kind, for example <c>order</c>.</param>
/// <param name="Scope">Empty for the stream itself; <c>full</c> for a full run that is under way beside it.</param>
public sealed record StreamId(ConnectionId Source, string Kind, string Scope = "")
{
    /// <inheritdoc/>
    public override string ToString() => Scope.Length == 0 ? $"{Source}/{Kind}" : $"{Source}/{Kind}#{Scope}";
}

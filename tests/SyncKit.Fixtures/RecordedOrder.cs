namespace SyncKit.Fixtures;

/// <summary>One order of a real store with its refunds.</summary>
/// <param name="Name">The name it was recorded under, or else its id.</param>
/// <param name="Id">The store's id of the order.</param>
/// <param name="Payload">The bytes as the connector files them: the order's JSON, and in a line of its own the list of its refunds if it has any.</param>
public sealed record RecordedOrder(string Name, string Id, byte[] Payload)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}

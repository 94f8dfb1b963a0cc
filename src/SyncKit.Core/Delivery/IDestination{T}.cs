using SyncKit.Connections;
using SyncKit.Intents;
using SyncKit.Transforming;

namespace SyncKit.Delivery;

/// <summary>Writes one type of document to one system, for all tenants.</summary>
/// <typeparam name="TDocument">The documents.</typeparam>
public interface IDestination<TDocument> : IDestination
    where TDocument : class
{
    /// <summary>
    /// Resolves references by batched look-ups, then by creating what is missing through <see cref="DeliveryContext.WriteAsync"/>.
    /// </summary>
    /// <returns>An answer per reference.</returns>
    /// <exception cref="Faults.ConnectorException">The system refused or could not be reached as a whole.</exception>
    Task<IReadOnlyList<ReferenceAnswer>> ResolveAsync(
        DeliveryContext context,
        IReadOnlyCollection<Reference> references,
        CancellationToken cancellationToken);

    /// <summary>
    /// Puts writes into calls under the system's limits. Pure: the same writes give the same bytes and idempotency keys.
    /// </summary>
    IReadOnlyList<Intent> Plan(Connection destination, IReadOnlyList<DocumentWrite<TDocument>> writes, DateTimeOffset now);
}

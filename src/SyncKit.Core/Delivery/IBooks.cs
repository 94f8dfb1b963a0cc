using SyncKit.Connections;

namespace SyncKit.Delivery;

/// <summary>Lists what a destination holds. Reading may cost metered calls, so it is done by call, not in the path of an order.</summary>
public interface IBooks
{
    /// <summary>Yields the documents of the kinds that the connector writes, in parts; each document at most once.</summary>
    /// <exception cref="Faults.ConnectorException">The system refused or could not be reached.</exception>
    IAsyncEnumerable<IReadOnlyList<BookedDocument>> ListAsync(Connection destination, CancellationToken cancellationToken);

    /// <summary>
    /// Yields the documents of the kinds that the connector writes that were changed or deleted since a moment, in parts, cheaper than listing them all.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The moment lies further back than the system remembers: list everything instead.</exception>
    /// <exception cref="Faults.ConnectorException">The system refused or could not be reached.</exception>
    IAsyncEnumerable<IReadOnlyList<BookedDocument>> ListChangesAsync(
        Connection destination, DateTimeOffset since, CancellationToken cancellationToken);
}

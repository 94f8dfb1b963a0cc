using SyncKit.Connections;
using SyncKit.Faults;

namespace SyncKit.Webhooks;

/// <summary>Keeps the webhooks that a system delivers to this host; registered under the connector's name. It touches none but its own.</summary>
public interface IWebhookRegistrar
{
    /// <summary>All webhooks that the account has, those of others included.</summary>
    /// <param name="connection">Whose account.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="ConnectorException">The system refused or could not be reached.</exception>
    Task<IReadOnlyList<RegisteredWebhook>> ListAsync(Connection connection, CancellationToken cancellationToken);

    /// <summary>
    /// Makes the account deliver each topic once, to one address and under the connection's stored secret: creates what is missing, replaces what is
    /// switched off or points elsewhere, takes away what is double. May be called as often as one likes.
    /// </summary>
    /// <param name="connection">Whose account. Its webhook secret must be stored before.</param>
    /// <param name="deliveryUrl">Where this host takes the connection's deliveries.</param>
    /// <param name="cancellationToken">Cancels between two steps; the next call goes on from there.</param>
    /// <returns>What was done and why.</returns>
    /// <exception cref="ConnectorException">
    /// The system refused or could not be reached, or the connection cannot have webhooks as it is: no secret, no write permission, an address that
    /// the system does not deliver to.
    /// </exception>
    Task<WebhookRepair> EnsureAsync(Connection connection, Uri deliveryUrl, CancellationToken cancellationToken);

    /// <summary>Takes away the connection's webhooks: those to an address, and those that were made for the connection at another address.</summary>
    /// <param name="connection">Whose account.</param>
    /// <param name="deliveryUrl">Where this host takes the connection's deliveries.</param>
    /// <param name="cancellationToken">Cancels between two of them.</param>
    /// <returns>How many were taken away.</returns>
    /// <exception cref="ConnectorException">The system refused or could not be reached.</exception>
    Task<int> RemoveAsync(Connection connection, Uri deliveryUrl, CancellationToken cancellationToken);
}

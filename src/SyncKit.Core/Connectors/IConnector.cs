using SyncKit.Connections;

namespace SyncKit.Connectors;

/// <summary>Code that speaks one system. Stateless, one per host, serves all tenants.</summary>
public interface IConnector
{
    /// <summary>The connector's name in connections and flows, for example <c>woocommerce</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Tries a connection for real: reachable, credentials good, permissions sufficient, settings fit the account.
    /// </summary>
    /// <returns>What is wrong or worth knowing; empty when all is well.</returns>
    Task<IReadOnlyList<Finding>> CheckAsync(Connection connection, CancellationToken cancellationToken);
}

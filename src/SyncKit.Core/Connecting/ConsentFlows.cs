using Microsoft.Extensions.DependencyInjection;
using SyncKit.Connections;

namespace SyncKit.Connecting;

/// <summary>Finds the connectors' consent flows, and who has which account.</summary>
internal sealed class ConsentFlows(IServiceProvider services, IConnectionStore connections)
{
    public IConsentFlow? Find(string connector) => services.GetKeyedService<IConsentFlow>(connector);

    /// <summary>
    /// Whether a connection, apart from one, has an account: the system may take a grant that is given up for all access of this app to the account.
    /// </summary>
    public async Task<bool> IsHeldAsync(string connector, string account, ConnectionId? apartFrom, CancellationToken cancellationToken)
    {
        if (Find(connector) is not { } flow)
        {
            return false;
        }

        foreach (TenantId tenant in await connections.ListTenantsAsync(cancellationToken).ConfigureAwait(false))
        {
            IReadOnlyList<Connection> all = await connections.ListAsync(tenant, cancellationToken).ConfigureAwait(false);
            if (all.Any(other => string.Equals(other.Id.Connector, connector, StringComparison.Ordinal)
                && other.Id != apartFrom
                && other.Status.Code != Disconnection.Code
                && string.Equals(flow.AccountOf(other.Settings), account, StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }
}

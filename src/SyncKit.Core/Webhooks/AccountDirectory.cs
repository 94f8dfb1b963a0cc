using System.Collections.Concurrent;
using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;
using SyncKit.Connections;

namespace SyncKit.Webhooks;

/// <summary>
/// Knows which connections an account has, over all tenants. Read anew every minute, and once for an account that nobody knows, though not for every one of a
/// flood of them.
/// </summary>
internal sealed class AccountDirectory(IServiceProvider services, IConnectionStore connections, TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan UnknownWait = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Pages> known = new(StringComparer.Ordinal);

    /// <summary>An account's connections that are not switched off; empty when there are none.</summary>
    public async Task<IReadOnlyList<ConnectionId>> FindAsync(string connector, string account, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (!known.TryGetValue(connector, out Pages? pages)
            || pages.ReadAt + Life <= now
            || (!pages.Accounts.ContainsKey(account) && pages.ReadAt + UnknownWait <= now))
        {
            pages = new Pages(now, await ReadAsync(connector, cancellationToken).ConfigureAwait(false));
            known[connector] = pages;
        }

        return pages.Accounts.GetValueOrDefault(account) ?? [];
    }

    private async Task<FrozenDictionary<string, ConnectionId[]>> ReadAsync(string connector, CancellationToken cancellationToken)
    {
        IAppWebhookReader reader = services.GetRequiredKeyedService<IAppWebhookReader>(connector);
        List<(string Account, ConnectionId Connection)> all = [];
        foreach (TenantId tenant in await connections.ListTenantsAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (Connection connection in await connections.ListAsync(tenant, cancellationToken).ConfigureAwait(false))
            {
                if (string.Equals(connection.Id.Connector, connector, StringComparison.Ordinal)
                    && connection.Status.State != ConnectionState.Disabled
                    && reader.AccountOf(connection) is { Length: > 0 } account)
                {
                    all.Add((account, connection.Id));
                }
            }
        }

        return all
            .GroupBy(entry => entry.Account, entry => entry.Connection, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
    }

    private sealed record Pages(DateTimeOffset ReadAt, FrozenDictionary<string, ConnectionId[]> Accounts);
}

using System.Collections.Concurrent;
using SyncKit.Connections;

namespace SyncKit.Core.Tests.World;

/// <summary>The fake shops of all tenants.</summary>
internal sealed class Shops
{
    private readonly ConcurrentDictionary<TenantId, Shop> shops = new();

    public Shop Of(TenantId tenant) => shops.GetOrAdd(tenant, _ => new Shop());
}

using Microsoft.Extensions.DependencyInjection;
using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Inbox;
using SyncKit.Webhooks;

namespace SyncKit.SiloHost.Proof;

/// <summary>Tenants, each with one shop and one set of books, and the orders that come in for them.</summary>
internal static class ProofWorld
{
    public const string Flow = "orders";
    public const string Shop = "shop";
    public const string Books = "books";

    public static TenantId Tenant(int number) => new($"tenant-{number:000}");

    public static ConnectionId Source(TenantId tenant) => new(tenant, Shop, "main");

    public static ConnectionId Lane(TenantId tenant) => new(tenant, Books, "main");

    public static SyncKitBuilder AddProof(this SyncKitBuilder builder)
    {
        builder.WithCredentialKeys(keys =>
        {
            keys.Active = "k1";
            keys.Keys["k1"] = Convert.ToBase64String(new byte[32]);
        });
        return builder
            .AddSource<Order, ProofSource>(Shop)
            .AddDestination<ProofDocument, ProofDestination>(Books)
            .AddTransformer<Order, ProofDocument, ProofTransformer>(Books)
            .AddFlow<Order>(Flow, flow => flow.From(Shop).To(Books));
    }

    /// <summary>Connects the tenants.</summary>
    public static async Task ConnectAsync(IServiceProvider services, int tenants, CancellationToken cancellationToken)
    {
        IConnectionStore connections = services.GetRequiredService<IConnectionStore>();
        for (int number = 1; number <= tenants; number++)
        {
            TenantId tenant = Tenant(number);
            await connections.SaveAsync(Source(tenant), "{}", cancellationToken);
            await connections.SaveAsync(Lane(tenant), "{}", cancellationToken);
            await connections.BindAsync(new FlowBinding(Flow, Source(tenant), Lane(tenant)), cancellationToken);
        }
    }

    /// <summary>Takes a webhook's orders in, as a host does that receives one.</summary>
    public static Task<CommitReceipt?> ReceiveAsync(IServiceProvider services, TenantId tenant, IEnumerable<string> orders, CancellationToken cancellationToken) =>
        ReceiveAsync(services, tenant, orders, ChangePriority.Live, cancellationToken);

    /// <summary>Takes orders in with a priority.</summary>
    public static Task<CommitReceipt?> ReceiveAsync(
        IServiceProvider services, TenantId tenant, IEnumerable<string> orders, ChangePriority priority, CancellationToken cancellationToken)
    {
        Change[] changes = [.. orders.Select(ProofSource.Make).Select(record => new Change
        {
            Flow = Flow,
            Lane = Lane(tenant),
            Record = new RecordKey(Source(tenant), Order.Kind, record.Id),
            ModifiedAt = record.ModifiedAt,
            Hash = ContentHash.Of(record.Raw.Span),
            Payload = record.Raw,
            Priority = priority,
            NotBefore = record.ModifiedAt,
        })];
        WebhookMark mark = new(Source(tenant)) { Keys = [changes[0].Record.Id] };
        return services.GetRequiredService<ISyncStateStore>()
            .ReceiveAsync(new StreamId(Source(tenant), Order.Kind), changes, null, mark, cancellationToken);
    }
}

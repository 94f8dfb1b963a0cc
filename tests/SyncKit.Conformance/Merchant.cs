using System.Text;
using SyncKit.Connections;
using SyncKit.Discovery;
using SyncKit.Inbox;

namespace SyncKit.Conformance;

/// <summary>A tenant with a shop and books, and what its shop sends.</summary>
public sealed class Merchant(string name)
{
    public const string Flow = "orders-to-books";

    public TenantId Tenant { get; } = new(name);

    public ConnectionId Shop => new(Tenant, "woocommerce", "shop");

    public ConnectionId Books => new(Tenant, "quickbooks", "books");

    public StreamId Stream => new(Shop, "order");

    public RecordKey Order(string id) => new(Shop, "order", id);

    public Change Change(string id, int minute = 0, string content = "a", ChangePriority priority = ChangePriority.Incremental)
    {
        byte[] payload = Encoding.UTF8.GetBytes($$"""{"id":"{{id}}","content":"{{content}}"}""");
        return Thin(id, minute, priority) with { Payload = payload, Hash = ContentHash.Of(payload) };
    }

    public Change Deletion(string id, int minute = 0) => Thin(id, minute) with { IsDeleted = true };

    public Change Thin(string id, int minute = 0, ChangePriority priority = ChangePriority.Incremental) => new()
    {
        Flow = Flow,
        Lane = Books,
        Record = Order(id),
        ModifiedAt = StorageUnderTest.Start.AddMinutes(minute),
        Priority = priority,
        NotBefore = StorageUnderTest.Start,
    };
}

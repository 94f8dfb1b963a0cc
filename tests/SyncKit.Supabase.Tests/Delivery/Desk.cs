using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Delivery;
using SyncKit.Inbox;
using SyncKit.Intents;
using SyncKit.Ledger;
using SyncKit.Supabase.Delivery;
using SyncKit.Supabase.Transforming;
using SyncKit.Transforming;

namespace SyncKit.Supabase.Tests.Delivery;

/// <summary>Plans orders without an engine.</summary>
internal sealed class Desk(string tables = "{}", string url = "https://abc.supabase.co")
{
    public static readonly DateTimeOffset Now = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    private static readonly ConnectionId Shop = new(new TenantId("acme"), "shop", "main");

    public Connection Connection { get; } = new()
    {
        Id = new ConnectionId(new TenantId("acme"), "supabase", "main"),
        Settings = new ConnectionSettings($$"""{"url":"{{url}}","tables":{{tables}}}"""),
    };

    public IReadOnlyList<Intent> Plan(params IEnumerable<DocumentWrite<SupabaseDocument>> writes) => Planner.Plan(Connection, [.. writes], Now);

    public DocumentWrite<SupabaseDocument> Write(Order order, bool isThere = false)
    {
        RecordKey record = new(Shop, Order.Kind, order.Id);
        TransformContext context = new()
        {
            Record = record,
            Payload = System.Text.Encoding.UTF8.GetBytes("{\"id\":1}"),
            Source = new Connection { Id = Shop, Settings = new ConnectionSettings("{}") },
            Destination = Connection,
            Posted = new Dictionary<string, LedgerDocument>(),
        };
        TransformResult<SupabaseDocument> result = new OrderTransformer().Transform(order, context);
        DocumentDraft<SupabaseDocument> draft = result.Drafts.Single();
        return new DocumentWrite<SupabaseDocument> { Flow = "orders", Record = record, Draft = draft, Existing = isThere ? There(record, draft) : null };
    }

    public DocumentWrite<SupabaseDocument> End(string id)
    {
        DocumentWrite<SupabaseDocument> write = Write(Project.Sales.Order(int.Parse(id, System.Globalization.CultureInfo.InvariantCulture)), isThere: true);
        return write with { Draft = write.Draft with { Operation = DraftOperation.Void, Document = null, Total = 0, Tax = 0 } };
    }

    private LedgerDocument There(RecordKey record, DocumentDraft<SupabaseDocument> draft) => new()
    {
        Flow = "orders",
        Record = record,
        Lane = Connection.Id,
        Key = draft.Key,
        Kind = draft.Kind,
        DestinationId = draft.Document!.Rows.DestinationId,
        Version = "v",
        Hash = ContentHash.Of("x"u8),
        Total = 1,
        Tax = 0,
        Currency = "EUR",
        RequestId = "r",
        Generation = 1,
        WrittenAt = Now,
    };
}

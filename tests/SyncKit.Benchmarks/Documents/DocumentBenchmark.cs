using System.Buffers;
using System.Text.Json;
using SyncKit.Benchmarks.Measuring;
using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Delivery;
using SyncKit.Discovery;
using SyncKit.Inbox;
using SyncKit.Ledger;
using SyncKit.QuickBooks;
using SyncKit.QuickBooks.Documents;
using SyncKit.Transforming;

namespace SyncKit.Benchmarks.Documents;

/// <summary>Turning orders into QuickBooks documents' bytes, and documents into batch calls, against writing the same JSON with nothing else.</summary>
internal static class DocumentBenchmark
{
    private const double MostMicroseconds = 20;
    private const int BatchSize = 30;
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly ConnectionId SourceId = new(new TenantId("acme"), "woocommerce", "store");
    private static readonly Connection Source = new() { Id = SourceId, Settings = new ConnectionSettings("{}") };

    private static readonly Connection Books = new()
    {
        Id = new ConnectionId(SourceId.Tenant, "quickbooks", "books"),
        Settings = new ConnectionSettings("""{"realmId":"9341450"}"""),
    };

    public static Task<IReadOnlyList<Bound>> RunAsync()
    {
        using Connectors connectors = new();
        ISource<Order> source = connectors.Orders;
        IDestination<QuickBooksDocument> destination = connectors.Books;
        ITransformer<Order, QuickBooksDocument> transformer = new OrderTransformer();
        (Order Order, TransformContext Context)[] inputs =
            [.. RecordedOrders.All.Select(raw => source.Parse(raw)).Select(order => (order, Context(transformer, order)))];
        DocumentDraft<QuickBooksDocument>[] drafts = [.. inputs.SelectMany(input => Drafts(transformer, input.Order, input.Context))];
        DocumentWrite<QuickBooksDocument>[] writes = [.. Enumerable.Range(0, BatchSize).Select(i => Write(drafts[i % drafts.Length], i))];
        JsonElement[] documents = [.. drafts.Select(draft => JsonElement.Parse(draft.Document!.Json.Span))];
        JsonElement[] batch = [.. writes.Select(write => JsonElement.Parse(write.Draft.Document!.Json.Span))];

        Comparison transform = Rounds.Compare(
            inputs.Length, () => Array.ForEach(inputs, input => transformer.Transform(input.Order, input.Context)), () => Array.ForEach(documents, Copy));
        Comparison named = Rounds.Compare(
            inputs.Length, () => Array.ForEach(inputs, input => transformer.References(input.Order, input.Context)), () => Array.ForEach(documents, Copy));
        Comparison plan = Rounds.Compare(BatchSize, () => destination.Plan(Books, writes, Now), () => Array.ForEach(batch, Copy));

        Table table = new("", "per order", "allocated", "ratio");
        table.Add($"OrderTransformer.Transform, documents of {drafts.Average(draft => draft.Document!.Json.Length):0} B", transform);
        table.Add("OrderTransformer.References", named);
        table.Add($"Plan, batches of {BatchSize}", plan);
        table.Print();
        return Task.FromResult<IReadOnlyList<Bound>>(
        [
            new Bound(
                "document: Transform with bytes", Figures.Time(transform.Subject), Figures.Time(transform.Floor), Figures.Ratio(transform.Ratio),
                $"<= {MostMicroseconds} us", transform.Subject.Microseconds <= MostMicroseconds),
            new Bound("document: Plan", Figures.Time(plan.Subject), Figures.Time(plan.Floor), Figures.Ratio(plan.Ratio), "", null),
        ]);
    }

    private static IReadOnlyList<DocumentDraft<QuickBooksDocument>> Drafts(
        ITransformer<Order, QuickBooksDocument> transformer, Order order, TransformContext context)
    {
        TransformResult<QuickBooksDocument> result = transformer.Transform(order, context);
        return result.Drafts.Count > 0
            ? result.Drafts
            : throw new InvalidOperationException($"Order {order.Id} gives no document: {result.Refusal?.Message ?? result.SkipMessage}");
    }

    private static TransformContext Context(ITransformer<Order, QuickBooksDocument> transformer, Order order)
    {
        TransformContext bare = new()
        {
            Record = new RecordKey(SourceId, Order.Kind, order.Id),
            Source = Source,
            Destination = Books,
            Posted = new Dictionary<string, LedgerDocument>(),
        };
        Dictionary<Reference, ReferenceAnswer> answers = [];
        foreach (Reference reference in transformer.References(order, bare))
        {
            ResolvedReference resolved = new(reference.Kind, reference.Key, $"{100 + answers.Count}", Attributes(reference), Now);
            answers[reference] = new ReferenceAnswer(reference, resolved, null);
        }

        return new TransformContext { Record = bare.Record, Source = Source, Destination = Books, Posted = bare.Posted, References = answers };
    }

    private static IReadOnlyDictionary<string, string> Attributes(Reference reference) => reference.Kind != ReferenceKinds.Company
        ? new Dictionary<string, string>()
        : new Company
        {
            Name = "Sandbox",
            Country = "US",
            HomeCurrency = "USD",
            TaxEngine = TaxEngine.Automated,
            CustomNumbers = true,
            AllowDiscount = true,
            DiscountAccountId = "9",
            MultiCurrency = false,
            Currencies = [],
            BookCloseDate = null,
        }.ToAttributes();

    private static DocumentWrite<QuickBooksDocument> Write(DocumentDraft<QuickBooksDocument> draft, int number) => new()
    {
        Flow = "orders-to-books",
        Record = new RecordKey(SourceId, Order.Kind, $"{1000 + number}"),
        Draft = draft,
    };

    private static void Copy(JsonElement document)
    {
        ArrayBufferWriter<byte> buffer = new(1024);
        using Utf8JsonWriter json = new(buffer);
        document.WriteTo(json);
    }
}

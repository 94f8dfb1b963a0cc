using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Inbox;
using SyncKit.Ledger;
using SyncKit.QuickBooks.Documents;
using SyncKit.QuickBooks.Posting;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.Tests.Hosting;

/// <summary>Makes orders and what a transformer may look at.</summary>
internal static class Shop
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static readonly ConnectionId SourceId = new(new TenantId("acme"), "woocommerce", "us-store");

    public static readonly ConnectionId BooksId = new(new TenantId("acme"), "quickbooks", "books");

    public static Connection Source { get; } = new() { Id = SourceId, Settings = new ConnectionSettings("{}") };

    public static Connection Books(string settings = """{"realmId":"9341450"}""") =>
        new() { Id = BooksId, Settings = new ConnectionSettings(settings) };

    public static Order Order(string id = "1042", decimal price = 19.90m, int quantity = 2, decimal tax = 0, string email = "ana@example.com") => new()
    {
        Id = id,
        Number = id,
        Status = "processing",
        Currency = "USD",
        CreatedAt = Now,
        PlacedOn = new DateOnly(2026, 11, 20),
        ModifiedAt = Now,
        PaidAt = Now,
        Customer = new OrderCustomer { Id = "812", Email = email, FirstName = "Ana", LastName = "Diaz", Phone = "+1 555 0100" },
        BillingAddress = new Address { Line1 = "1 Main St", City = "Reno", Region = "NV", PostalCode = "89501", Country = "US" },
        Payment = new OrderPayment { Method = "stripe", Title = "Visa", TransactionId = "ch_1" },
        Lines = [Line(price * quantity, quantity, tax: tax)],
        TotalTax = tax,
        Total = (price * quantity) + tax,
    };

    public static OrderLine Line(decimal total, decimal quantity = 1, decimal? subtotal = null, decimal tax = 0, string sku = "TS-M", string name = "T-Shirt M", string id = "1") => new()
    {
        Id = id,
        Name = name,
        Sku = sku,
        Quantity = quantity,
        Subtotal = subtotal ?? total,
        Total = total,
        TotalTax = tax,
    };

    public static Refund Refund(string id, decimal amount, decimal tax = 0, params RefundLine[] lines) => new()
    {
        Id = id,
        CreatedAt = Now,
        MadeOn = new DateOnly(2026, 11, 21),
        Amount = amount,
        TotalTax = tax,
        Lines = lines,
    };

    public static RecordKey Record(string id = "1042") => new(SourceId, "order", id);

    public static Company Company { get; } = new()
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
    };

    /// <summary>A context in which every reference is resolved to an id of its own.</summary>
    public static TransformContext Context(Order order, Company? company = null, string? settings = null, params LedgerDocument[] posted)
    {
        TransformContext naming = Bare(order.Id, settings, posted);
        Dictionary<Reference, ReferenceAnswer> answers = [];
        foreach (Reference reference in new OrderTransformer().References(order, naming))
        {
            IReadOnlyDictionary<string, string> attributes = reference.Kind switch
            {
                ReferenceKinds.Company => (company ?? Company).ToAttributes(),
                ReferenceKinds.TaxCode => TaxCodeRates.ToAttributes([new PostingTaxRate("5", 4.6m), new PostingTaxRate("6", 3.665m)]),
                _ => new Dictionary<string, string>(),
            };
            string id = (100 + answers.Count).ToString(System.Globalization.CultureInfo.InvariantCulture);
            answers[reference] = new ReferenceAnswer(reference, new ResolvedReference(reference.Kind, reference.Key, id, attributes, Now), null);
        }

        return new TransformContext
        {
            Record = naming.Record,
            Source = naming.Source,
            Destination = naming.Destination,
            Posted = naming.Posted,
            References = answers,
        };
    }

    public static TransformContext Bare(string orderId, string? settings = null, params LedgerDocument[] posted) => new()
    {
        Record = Record(orderId),
        Source = Source,
        Destination = settings is null ? Books() : Books(settings),
        Posted = posted.ToDictionary(document => document.Key),
    };

    public static LedgerDocument Posted(string key, string kind, string id = "77", string version = "0", DocumentState state = DocumentState.Posted, int generation = 1) => new()
    {
        Flow = "orders-to-books",
        Record = Record(),
        Lane = BooksId,
        Key = key,
        Kind = kind,
        State = state,
        DestinationId = id,
        Version = version,
        Hash = new ContentHash(1, 1),
        Total = 10,
        Tax = 0,
        Currency = "USD",
        RequestId = "r",
        Generation = generation,
        WrittenAt = Now,
    };
}

using System.Globalization;
using System.Text;
using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Faults;
using SyncKit.Inbox;
using SyncKit.Ledger;
using SyncKit.Transforming;
using SyncKit.WooCommerce.Stock;

namespace SyncKit.WooCommerce.Tests.Stock;

public sealed class StockTransformerTests
{
    private const string AllFields = """["stock_quantity","stock_status","regular_price","sale_price"]""";

    private static readonly StockTransformer Transformer = new();

    [Theory]
    [InlineData("", """{"id":11,"manage_stock":true,"stock_quantity":7}""")]
    [InlineData(""","stock":{"fields":["regular_price"]}""", """{"id":11,"regular_price":"12.50"}""")]
    [InlineData(""","stock":{"fields":["sale_price"]}""", """{"id":11,"sale_price":"9.999"}""")]
    [InlineData(""","stock":{"fields":["stock_status"]}""", """{"id":11,"stock_status":"onbackorder"}""")]
    [InlineData(""","stock":{"fields":["stock_quantity","stock_status","regular_price"]}""", """{"id":11,"manage_stock":true,"stock_quantity":7,"regular_price":"12.50"}""")]
    public void Writes_only_the_fields_that_the_settings_name(string settings, string content)
    {
        TransformResult<StockDocument> result = Transform(Mug(), settings);

        Encoding.UTF8.GetString(StockJson.Write(result.Drafts.Should().ContainSingle().Subject.Document!)).Should().Be(content);
        result.Drafts[0].Should().BeEquivalentTo(new { Key = "stock", Kind = "Product", Total = 0m, Tax = 0m, Currency = string.Empty });
    }

    [Fact]
    public void Ends_a_sale_and_leaves_what_the_source_does_not_know()
    {
        TransformResult<StockDocument> result = Transform(Mug() with { StockQuantity = null, RegularPrice = null, SalePrice = null, StockStatus = "" }, $$""","stock":{"fields":{{AllFields}}}""");

        Encoding.UTF8.GetString(StockJson.Write(result.Drafts[0].Document!)).Should().Be("""{"id":11,"sale_price":""}""");
    }

    [Fact]
    public void Has_the_same_hash_whatever_else_of_the_product_changed()
    {
        ContentHash before = Transform(Mug()).Drafts[0].Hash;

        Transform(Mug() with { Name = "Cup", RegularPrice = 99m, ModifiedAt = DateTimeOffset.MaxValue, Status = "draft" }).Drafts[0].Hash.Should().Be(before);
        Transform(Mug() with { StockQuantity = 7.0m }).Drafts[0].Hash.Should().Be(before, "7.0 is 7");
        Transform(Mug() with { StockQuantity = 6m }).Drafts[0].Hash.Should().NotBe(before);
        Transform(Mug(), product: 12).Drafts[0].Hash.Should().NotBe(before, "another product has the SKU now");
    }

    [Fact]
    public void Skips_by_name_what_has_no_place_in_the_store()
    {
        Transform(Mug() with { Sku = " " }).SkipRule.Should().Be("no-sku");
        Transform(Mug() with { StockQuantity = null }).SkipRule.Should().Be("nothing-to-write");
        Transformer.TransformDeleted(Context("")).Should().BeEquivalentTo(new { SkipRule = "deleted", Drafts = Array.Empty<object>() });
    }

    [Theory]
    [InlineData(""","stock":{"fields":["weight"]}""", FailureKind.NeedsAttention, "*weight*possible are stock_quantity*")]
    [InlineData(""","stock":{"fields":[]}""", FailureKind.NeedsAttention, "*fields is empty*")]
    [InlineData(""","stock":{"match":"name"}""", FailureKind.NeedsAttention, "*match is name*")]
    [InlineData(""","stock":{"fields":["stock_status"]}""", FailureKind.Permanent, "*'gone'*")]
    [InlineData(""","stock":{"fields":["regular_price"]}""", FailureKind.Permanent, "*negative price*")]
    public void Refuses_what_it_cannot_write(string settings, FailureKind kind, string message)
    {
        Failure? refusal = Transform(Mug() with { StockStatus = "gone", RegularPrice = -1m }, settings).Refusal;

        refusal!.Kind.Should().Be(kind);
        refusal.Message.Should().Match(message);
    }

    [Fact]
    public void Finds_by_id_where_the_source_knows_the_stores_ids()
    {
        IReadOnlyCollection<Reference> references = Transformer.References(Mug(), Context(""","stock":{"match":"id"}"""));

        references.Should().ContainSingle().Which.Should().Be(new Reference(ProductReference.ById, "p1"));
    }

    [Fact]
    public void Writes_a_variation_under_its_product()
    {
        StockDocument document = Transform(Mug(), product: 27, parent: 25).Drafts[0].Document!;

        (document.ProductId, document.ParentId).Should().Be((27, 25));
    }

    private static Product Mug() => new()
    {
        Id = "p1",
        Name = "Mug",
        Sku = "MUG",
        ModifiedAt = DateTimeOffset.UnixEpoch,
        RegularPrice = 12.5m,
        SalePrice = 9.999m,
        StockQuantity = 7m,
        StockStatus = "onbackorder",
    };

    private static TransformResult<StockDocument> Transform(Product record, string settings = "", long product = 11, long? parent = null) =>
        Transformer.Transform(record, Context(settings, product, parent));

    private static TransformContext Context(string settings, long product = 11, long? parent = null)
    {
        TenantId tenant = new("acme");
        Reference reference = new(ProductReference.BySku, "MUG");
        return new TransformContext
        {
            Record = new RecordKey(new ConnectionId(tenant, "supabase", "main"), "product", "p1"),
            Source = new Connection { Id = new ConnectionId(tenant, "supabase", "main"), Settings = new ConnectionSettings("{}") },
            Destination = new Connection
            {
                Id = new ConnectionId(tenant, "woocommerce", "main"),
                Settings = new ConnectionSettings($$"""{"storeUrl":"https://shop.example"{{settings}}}"""),
            },
            Posted = new Dictionary<string, LedgerDocument>(),
            References = new Dictionary<Reference, ReferenceAnswer>
            {
                [reference] = new(reference, ProductReference.Resolve(reference, product, parent ?? 0, DateTimeOffset.UnixEpoch), null),
            },
        };
    }
}

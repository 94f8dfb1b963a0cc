using System.Text;
using SyncKit.Commerce;
using SyncKit.Faults;

namespace SyncKit.Supabase.Tests.Source;

public sealed class MappingTests
{
    [Fact]
    public async Task Reads_an_order_from_tables_of_another_shape()
    {
        await using ConnectedTables tables = await ConnectedTables.StartAsync(ConnectedTables.Orders + ",\"timeZone\":\"America/New_York\"");
        tables.Project.Insert("shop_orders", """
            {"id":7,"order_no":"A-7","grand_total":27.5,"vat":2.5,"freight":5,"buyer":{"email":"a@b.example","via":"app"},"city":"Bergen","created":"2026-11-22T02:00:00Z"}
            """);
        tables.Project.Insert("shop_lines", """
            [{"order_id":7,"pos":2,"title":"Pen","sku":null,"pieces":1,"net":8,"vat":1},{"order_id":7,"pos":1,"title":"Mug","sku":"MUG","pieces":2,"net":12,"vat":1.5}]
            """);
        tables.Time.Advance(TimeSpan.FromMinutes(1));

        Order order = tables.Source.Parse((await tables.ReadAsync()).Records.Single().Raw);

        order.Should().BeEquivalentTo(new
        {
            Id = "7",
            Number = "A-7",
            Status = "paid",
            Currency = "USD",
            Total = 27.5m,
            TotalTax = 2.5m,
            PlacedOn = new DateOnly(2026, 11, 21),
            ModifiedAt = ConnectedTables.Start,
            Customer = new { Email = "a@b.example", Id = (string?)null },
            BillingAddress = new { City = "Bergen", Line1 = string.Empty },
            Shipping = new[] { new { Total = 5m, TotalTax = 0m } },
            Fees = Array.Empty<object>(),
        });
        order.Lines.Select(line => (line.Name, line.Sku, line.Quantity, line.Subtotal, line.Total, line.TotalTax))
            .Should().Equal(("Mug", "MUG", 2m, 12m, 12m, 1.5m), ("Pen", string.Empty, 1m, 8m, 8m, 1m));
        order.Meta.Select(meta => (meta.Key, Encoding.UTF8.GetString(meta.Json.Span))).Should().Equal(("channel", "\"app\""));
    }

    [Fact]
    public async Task Reads_lines_from_a_json_column_and_constants()
    {
        await using ConnectedTables tables = await ConnectedTables.StartAsync("""
            "table":"shop_orders",
            "columns":{"order_id":"id","updated_at":"changed","total":"grand_total","total_tax":"vat","ordered_at":"created"},
            "constants":{"status":"completed","currency":"eur","payment_method":"card"},
            "lines":{"column":"items","columns":{"name":"what","quantity":"n","total":"net","total_tax":"tax"},"constants":{"tax_class":"reduced"}}
            """);
        tables.Project.Insert("shop_orders", """
            {"id":1,"grand_total":"3.30","vat":"0.30","items":[{"what":"Tea","n":"1","net":"1.00","tax":0.1},{"what":"Rum","n":2,"net":2,"tax":"0.20"}]}
            """);

        tables.Time.Advance(TimeSpan.FromMinutes(1));
        Order order = tables.Source.Parse((await tables.ReadAsync()).Records.Single().Raw);

        (order.Status, order.Currency, order.Payment.Method, order.Number).Should().Be(("completed", "EUR", "card", "1"));
        order.Lines.Select(line => (line.Id, line.Name, line.Total, line.TotalTax, line.TaxClass))
            .Should().Equal(("1", "Tea", 1m, 0.1m, "reduced"), ("2", "Rum", 2m, 0.2m, "reduced"));
    }

    [Fact]
    public async Task Keeps_the_same_bytes_of_a_row_that_was_only_touched_when_another_column_holds_its_time()
    {
        await using ConnectedTables tables = await ConnectedTables.StartAsync(ConnectedTables.Orders.Replace("\"order_id\":\"id\",\"updated_at\"", "\"order_id\":\"id\",\"modified_at\":\"created\",\"updated_at\"", StringComparison.Ordinal));
        tables.Sell(1);
        tables.Time.Advance(TimeSpan.FromMinutes(1));
        byte[] before = (await tables.ReadAsync()).Records.Single().Raw.ToArray();

        tables.Project.Update("shop_orders", "id=eq.1", """{"changed":"2026-11-22T17:00:59Z"}""");
        tables.Time.Advance(TimeSpan.FromMinutes(1));

        (await tables.ReadAsync()).Records.Single().Raw.ToArray().Should().Equal(before);
    }

    [Fact]
    public async Task Reads_only_rows_that_hold_what_they_must()
    {
        await using ConnectedTables tables = await ConnectedTables.StartAsync(ConnectedTables.Orders + ",\"where\":{\"currency\":\"USD\",\"deleted\":false}");
        tables.Project.Insert("shop_orders", """
            [{"id":1,"grand_total":1,"currency":"EUR","deleted":false},{"id":2,"grand_total":1,"currency":"USD","deleted":true},{"id":3,"grand_total":1,"currency":"USD","deleted":false}]
            """);

        (await tables.ReadAsync()).Ids.Should().Equal("3");
        (await tables.ListIdsAsync()).Should().Equal("3");
        (await tables.FetchAsync("1")).Single().IsDeleted.Should().BeTrue("it is none of those that are meant");
    }

    [Fact]
    public async Task Asks_what_belongs_to_an_order_of_the_default_schema_for_tenant_and_source_alone()
    {
        await using ConnectedTables tables = await ConnectedTables.StartAsync("""
            "where":{"source":"shop/main","status":"completed"}
            """);
        tables.Project.Apply(SupabaseSchema.Sql);
        tables.Project.Insert("synckit_orders", $"[{Row("1", "completed")},{Row("2", "pending")}]");

        (await tables.ReadAsync()).Ids.Should().Equal("1");

        tables.Simulator.Requests.Where(request => request.Path.EndsWith("synckit_orders", StringComparison.Ordinal)).Should().OnlyContain(request => request.QueryString.Contains("status=eq.completed"));
        tables.Simulator.Requests.Where(request => request.Path.EndsWith("synckit_order_lines", StringComparison.Ordinal)).Should().NotBeEmpty()
            .And.OnlyContain(request => request.QueryString.Contains("tenant_id=eq.acme") && request.QueryString.Contains("source=eq.shop%2Fmain") && !request.QueryString.Contains("status"));
    }

    [Fact]
    public async Task Tells_whether_an_order_is_paid_only_where_a_column_does()
    {
        await using ConnectedTables without = await ConnectedTables.StartAsync();
        await using ConnectedTables with = await ConnectedTables.StartAsync(ConnectedTables.Orders.Replace("\"number\":", "\"paid_at\":\"created\",\"number\":", StringComparison.Ordinal));
        without.Sell(1);
        with.Sell(1);

        (await without.ReadAsync()).Records.Single().Facets.Should().NotContainKey("payment_status");
        (await with.ReadAsync()).Records.Single().Facets["payment_status"].Should().Be("paid");
    }

    [Theory]
    [InlineData("", "*sources.orders.where has no source*")]
    [InlineData("\"table\":\"t\"", "*names the table t but not its columns*")]
    [InlineData("\"table\":\"t\",\"columns\":{\"updated_at\":\"u\"}", "*must name a column for the field order_id*")]
    [InlineData("\"table\":\"t\",\"columns\":{\"order_id\":\"id\",\"updated_at\":\"j->>u\"}", "*must name a column for the field updated_at*")]
    [InlineData("\"table\":\"t\",\"columns\":{\"order_id\":\"id\",\"updated_at\":\"u\"}", "*neither a column nor a constant for the field status*")]
    [InlineData("\"table\":\"t\",\"columns\":{\"order_id\":\"id\",\"updated_at\":\"u\",\"wat\":\"x\"}", "*knows no field wat*")]
    [InlineData("\"table\":\"t\",\"columns\":{\"order_id\":\"id\",\"updated_at\":\"u\",\"total\":\" \"}", "*no column for the field total*")]
    [InlineData("\"overlapSeconds\":-1", "*overlapSeconds is -1*")]
    [InlineData("\"settleSeconds\":4000", "*settleSeconds is 4000*")]
    [InlineData("\"where\":{\"source\":\"x\"},\"timeZone\":\"Mars\"", "*timeZone is Mars*")]
    public async Task Says_which_setting_is_wrong(string orders, string message)
    {
        await using ConnectedTables tables = await ConnectedTables.StartAsync(orders);

        Failure failure = await tables.FailAsync();

        failure.Kind.Should().Be(FailureKind.NeedsAttention);
        failure.Code.Should().Be("supabase.settings");
        failure.Message.Should().Match(message);
    }

    [Theory]
    [InlineData("\"lines\":{\"columns\":{\"name\":\"n\"}}", "*sources.orders.lines must name either*")]
    [InlineData("\"lines\":{\"table\":\"a\",\"column\":\"b\",\"columns\":{\"name\":\"n\"}}", "*sources.orders.lines must name either*")]
    [InlineData("\"lines\":{\"table\":\"a\",\"columns\":{\"name\":\"n\",\"quantity\":\"q\",\"total\":\"t\",\"total_tax\":\"x\"}}", "*lines.columns must name a column for the field order_id*")]
    [InlineData("\"refundLines\":{\"table\":\"a\",\"columns\":{}}", "*refundLines are given without refunds*")]
    public async Task Says_which_setting_of_an_orders_parts_is_wrong(string part, string message)
    {
        string orders = ConnectedTables.Orders[..ConnectedTables.Orders.IndexOf("\"lines\"", StringComparison.Ordinal)] + part;
        await using ConnectedTables tables = await ConnectedTables.StartAsync(orders);

        (await tables.FailAsync()).Message.Should().Match(message);
    }

    private static string Row(string id, string status) => $$"""
        {"tenant_id":"acme","source":"shop/main","order_id":"{{id}}","number":"{{id}}","status":"{{status}}","currency":"USD","total":1,"total_tax":0,"refunded_total":0,
         "refunded_tax":0,"net_total":1,"net_tax":0,"shipping_total":0,"fees_total":0,"discount_total":0,"prices_include_tax":false,"ordered_at":"2026-11-22T02:00:00Z",
         "placed_on":"2026-11-22","modified_at":"2026-11-22T02:00:00Z","customer_email":"","customer_first_name":"","customer_last_name":"","customer_company":"",
         "customer_phone":"","customer_role":"","payment_method":"","payment_title":"","transaction_id":"","customer_note":"","coupons":[],"taxes":[],"meta":[],"content_hash":""}
        """;
}

using System.Text;
using CsCheck;
using SyncKit.Commerce;
using SyncKit.Faults;
using SyncKit.Supabase.Source;

namespace SyncKit.Supabase.Tests.Source;

public sealed class ParserTests
{
    private const string Good = """
        "order_id":"1","status":"paid","currency":"usd","total":"10.00","total_tax":1,"ordered_at":"2026-11-22 02:00:00.5+00"
        """;

    [Theory]
    [InlineData("2026-11-22T02:00:00+00:00", "2026-11-22T02:00:00Z")]
    [InlineData("2026-11-22 02:00:00+00", "2026-11-22T02:00:00Z")]
    [InlineData("2026-11-22 02:00:00.123456+05:30", "2026-11-21T20:30:00.123456Z")]
    [InlineData("2026-11-22 02:00:00-0330", "2026-11-22T05:30:00Z")]
    [InlineData("2026-11-22T02:00:00.1Z", "2026-11-22T02:00:00.1Z")]
    [InlineData("2026-11-22T02:00:00", "2026-11-22T02:00:00Z")]
    public void Reads_times_in_both_forms(string text, string instant) =>
        TimeText.Instant(text).Should().Be(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("infinity")]
    [InlineData("2026-13-01T00:00:00Z")]
    [InlineData("2026-11-22T02:00:00+00:00 BC")]
    [InlineData("")]
    public void Takes_nothing_else_for_a_time(string text) => TimeText.Instant(text).Should().BeNull();

    [Fact]
    public void Writes_times_so_that_they_are_read_as_the_same() =>
        Gen.DateTime[new DateTime(1990, 1, 1, 0, 0, 0, DateTimeKind.Utc), new DateTime(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc)].Sample(time =>
        {
            DateTimeOffset micros = new(time.Ticks - (time.Ticks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
            return TimeText.Instant(TimeText.Write(micros)) == micros;
        });

    [Theory]
    [InlineData("10.00", "10.00")]
    [InlineData("\"10.00\"", "10.00")]
    [InlineData("1e2", "100")]
    [InlineData("9007199254740993.01", "9007199254740993.01")]
    [InlineData("\"-0.005\"", "-0.005")]
    public void Reads_amounts_from_numbers_and_texts_without_loss(string json, string amount) =>
        Parse(Good.Replace("\"10.00\"", json, StringComparison.Ordinal)).Total.Should().Be(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("\"total\":\"10.00\"", "\"total\":\"ten\"", "The field 'total' is \"ten\", not an amount.")]
    [InlineData("\"total\":\"10.00\"", "\"total\":true", "The field 'total' is \"true\", not an amount.")]
    [InlineData("\"total\":\"10.00\"", "\"total\":null", "The field 'total' is missing.")]
    [InlineData("\"currency\":\"usd\"", "\"currency\":\"dollars\"", "The field 'currency' is not an ISO 4217 code of three letters.")]
    [InlineData("\"order_id\":\"1\"", "\"order_id\":{}", "The field 'order_id' is a list or an object, not a text.")]
    [InlineData("2026-11-22 02:00:00.5+00", "soon", "The field 'ordered_at' is \"soon\", not a time.")]
    public void Names_the_field_that_cannot_be_read(string good, string bad, string message)
    {
        Action parse = () => Parse(Good.Replace(good, bad, StringComparison.Ordinal));

        parse.Should().Throw<RecordFormatException>().WithMessage(message);
    }

    [Theory]
    [InlineData("\"lines\":[{\"name\":\"Mug\",\"quantity\":1,\"total\":1,\"total_tax\":0},{\"name\":\"Pen\",\"quantity\":\"x\",\"total\":1,\"total_tax\":0}]", "The field 'lines[1].quantity' is \"x\", not an amount.")]
    [InlineData("\"refunds\":[{\"refund_id\":\"9\",\"amount\":1,\"total_tax\":0}]", "The field 'refunds[0].refunded_at' is missing.")]
    public void Names_the_row_that_cannot_be_read(string part, string message)
    {
        Action parse = () => Parse(Good, part);

        parse.Should().Throw<RecordFormatException>().WithMessage(message);
    }

    [Fact]
    public void Reads_lines_by_their_kind_and_refunds_with_what_they_give_back()
    {
        Order order = Parse(Good, """
            "lines":[
              {"line_id":1,"kind":"product","name":"Mug","quantity":2,"subtotal":"9","total":"8","total_tax":"0.8","taxes":[{"rate_id":7,"amount":0.8}]},
              {"line_id":2,"kind":"shipping","name":"Post","method":"flat","total":1,"total_tax":0.1,"quantity":1,"tax_rate_id":"7"},
              {"line_id":3,"kind":"fee","name":"Wrap","total":0.5,"total_tax":0,"quantity":1}],
            "refunds":[{"refund_id":"b","amount":2,"total_tax":0.2,"refunded_at":"2026-12-02T00:00:00Z"},{"refund_id":"a","amount":1,"total_tax":0,"refunded_at":"2026-12-01T00:00:00Z","reason":"late"}],
            "refund_lines":[{"refund_id":"b","refund_line_id":1,"kind":"product","original_line_id":1,"name":"Mug","quantity":1,"total":1.3,"total_tax":0.2},
              {"refund_id":"b","refund_line_id":2,"kind":"charge","original_line_id":2,"name":"Post","quantity":0,"total":0.5,"total_tax":0}]
            """);

        order.Lines.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Id = "1", Subtotal = 9m, Total = 8m, Taxes = new[] { new LineTax("7", 0.8m) } });
        order.Shipping.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Id = "2", Title = "Post", Method = "flat", Total = 1m, Taxes = new[] { new LineTax("7", 0.1m) } });
        order.Fees.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Name = "Wrap", Total = 0.5m });
        order.Refunds.Select(refund => (refund.Id, refund.Amount, refund.Reason, refund.Lines.Count, refund.Charges.Count)).Should().Equal(("a", 1m, "late", 0, 0), ("b", 2m, string.Empty, 1, 1));
    }

    [Fact]
    public void Reads_products_and_customers()
    {
        Product product = ProductParser.Parse(Encoding.UTF8.GetBytes("""
            {"record":{"product_id":5,"sku":"MUG","modified_at":"2026-01-01 00:00:00+00","regular_price":"12.50","stock_quantity":7,"categories":["A"],"options":[{"name":"Size","value":"L"}]}}
            """));
        Customer customer = CustomerParser.Parse(Encoding.UTF8.GetBytes("""
            {"record":{"customer_id":6,"email":"a@b.example","is_paying":true,"billing_address":{"city":"Oslo"},"meta":[{"key":"k","value":[1]}]}}
            """));

        product.Should().BeEquivalentTo(new { Id = "5", Name = "MUG", RegularPrice = 12.5m, SalePrice = (decimal?)null, StockQuantity = 7m, Categories = new[] { "A" } });
        product.Options.Should().BeEquivalentTo([KeyValuePair.Create("Size", "L")]);
        customer.Should().BeEquivalentTo(new { Id = "6", IsPaying = true, BillingAddress = new { City = "Oslo" } });
        customer.Meta.Should().ContainSingle(meta => meta.Key == "k");
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"record\":")]
    [InlineData("{\"id\":1}")]
    public void Refuses_what_is_no_record_of_this_connector(string raw)
    {
        Action parse = () => OrderParser.Parse(Encoding.UTF8.GetBytes(raw));

        parse.Should().Throw<RecordFormatException>();
    }

    private static Order Parse(string record, string? parts = null) =>
        OrderParser.Parse(Encoding.UTF8.GetBytes("{\"record\":{" + record + "}" + (parts is null ? "}" : "," + parts + "}")));
}

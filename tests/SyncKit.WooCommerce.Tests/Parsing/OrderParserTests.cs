using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using SyncKit.Commerce;
using SyncKit.Faults;
using SyncKit.Fixtures;
using SyncKit.WooCommerce.Parsing;

namespace SyncKit.WooCommerce.Tests.Parsing;

public sealed class OrderParserTests
{
    [Theory]
    [InlineData("id", "null", "id")]
    [InlineData("id", "\"abc\"", "id")]
    [InlineData("currency", "\"US\"", "currency")]
    [InlineData("currency", "\"U1D\"", "currency")]
    [InlineData("currency", "null", "currency")]
    [InlineData("total", "null", "total")]
    [InlineData("total", "\"\"", "total")]
    [InlineData("total", "\"12,50\"", "total")]
    [InlineData("total", "\"1 000.00\"", "total")]
    [InlineData("total", "{}", "total")]
    [InlineData("total_tax", "\"NaN\"", "total_tax")]
    [InlineData("total_tax", "true", "total_tax")]
    [InlineData("status", "\"\"", "status")]
    [InlineData("date_created_gmt", "null", "date_created_gmt")]
    [InlineData("date_created_gmt", "\"2026-13-01T00:00:00\"", "date_created_gmt")]
    [InlineData("date_paid_gmt", "\"soon\"", "date_paid_gmt")]
    [InlineData("line_items", "[{\"id\":1,\"total\":\"1.00\",\"quantity\":1},{\"id\":2,\"quantity\":1,\"total\":\"x\"}]", "line_items[1].total")]
    [InlineData("line_items", "[{\"id\":1,\"quantity\":1}]", "line_items[0].total")]
    [InlineData("line_items", "[7]", "line_items[0]")]
    [InlineData("line_items", "\"none\"", "line_items")]
    [InlineData("fee_lines", "12", "fee_lines")]
    [InlineData("shipping_lines", "[{\"id\":1,\"total\":\"1.00\",\"taxes\":[{\"id\":1,\"total\":\"?\"}]}]", "shipping_lines[0].taxes[0].total")]
    [InlineData("billing", "{\"city\":\"\\ud800\"}", "billing.city")]
    [InlineData("refunds", "[{\"id\":1,\"total\":\"-1.00\"}]", "refunds")]
    public void A_field_that_money_or_identity_depends_on_is_named_when_it_cannot_be_read(string field, string value, string path)
    {
        Action parsing = () => Parse(With(field, value));

        parsing.Should().Throw<RecordFormatException>().Which.Field.Should().Be(path);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("currency")]
    [InlineData("total")]
    [InlineData("total_tax")]
    [InlineData("status")]
    public void A_needed_field_that_is_missing_is_named(string field)
    {
        JsonObject order = Simple();
        order.Remove(field);

        Action parsing = () => Parse(order.ToJsonString());

        parsing.Should().Throw<RecordFormatException>().Which.Field.Should().Be(field);
    }

    [Theory]
    [InlineData("total", "33.5", 33.5)]
    [InlineData("total", "\"33.50\"", 33.5)]
    [InlineData("total", "\"-1.00\"", -1)]
    [InlineData("total", "3.35E1", 33.5)]
    [InlineData("total", "\"3.35E1\"", 33.5)]
    public void Money_is_read_from_text_and_from_numbers(string field, string value, double expected) =>
        Parse(With(field, value)).Total.Should().Be((decimal)expected);

    [Fact]
    public void Money_never_goes_through_a_float() =>
        Parse(With("total", "79228162514264.3370015555")).Total.Should().Be(79228162514264.3370015555m);

    [Theory]
    [InlineData("billing", "[]")]
    [InlineData("shipping", "null")]
    [InlineData("meta_data", "{}")]
    [InlineData("meta_data", "[[],null,{\"key\":\"\\ud800\",\"value\":1}]")]
    [InlineData("tax_lines", "{}")]
    [InlineData("fee_lines", "null")]
    [InlineData("customer_note", "null")]
    [InlineData("refunds", "{}")]
    [InlineData("a_plugins_own", "{\"a\":[1,2,{\"total\":\"x\"}]}")]
    [InlineData("id", "\"2333\"")]
    [InlineData("customer_id", "\"0\"")]
    [InlineData("prices_include_tax", "\"no\"")]
    [InlineData("date_paid_gmt", "\"\"")]
    public void What_php_and_plugins_write_differently_is_tolerated(string field, string value)
    {
        Order order = Parse(With(field, value));

        order.Id.Should().Be("2333");
        order.Total.Should().Be(33.50m);
        order.Lines.Should().HaveCount(1);
    }

    [Fact]
    public void A_list_with_gaps_comes_as_an_object_and_keeps_its_lines()
    {
        Order order = Parse(With("fee_lines", "{\"3\":{\"id\":9,\"name\":\"Rebate\",\"total\":\"-5.00\",\"total_tax\":\"\"}}"));

        order.Fees.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Id = "9", Name = "Rebate", Total = -5m, TotalTax = 0m });
    }

    [Fact]
    public void A_line_of_a_deleted_product_has_no_product_and_no_sku()
    {
        Order order = Parse(RecordedTraffic.Read("orders/single/deleted_product.json"));

        order.Lines[0].ProductId.Should().BeNull();
        order.Lines[0].Sku.Should().BeEmpty();
    }

    [Fact]
    public void The_day_of_an_order_is_the_shops_own_while_its_times_are_utc()
    {
        JsonObject json = Simple();
        json["date_created"] = "2026-12-31T23:30:00";
        json["date_created_gmt"] = "2027-01-01T04:30:00";

        Order order = Parse(json.ToJsonString());

        order.PlacedOn.Should().Be(new DateOnly(2026, 12, 31));
        order.CreatedAt.Should().Be(new DateTimeOffset(2027, 1, 1, 4, 30, 0, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("\"2026-12-31T23:30:00\"", "\"2027-01-01T04:30:00\"", "2026-12-31")]
    [InlineData("null", "\"2027-01-01T04:30:00\"", "2027-01-01")]
    [InlineData("\"2026-12-31T23:30:00\"", "null", null)]
    public void The_day_of_payment_is_the_shops_own_and_absent_while_nothing_is_paid(string local, string utc, string? expected)
    {
        JsonObject json = Simple();
        json["date_paid"] = JsonNode.Parse(local);
        json["date_paid_gmt"] = JsonNode.Parse(utc);

        Parse(json.ToJsonString()).PaidOn.Should().Be(expected is null ? null : DateOnly.Parse(expected));
    }

    [Fact]
    public void Meta_is_kept_as_the_bytes_it_came_in_however_deep()
    {
        string deep = string.Concat(Enumerable.Repeat("[", 200)) + string.Concat(Enumerable.Repeat("]", 200));
        string json = Simple().ToJsonString().Replace("\"meta_data\":[{", "\"meta_data\":[{\"key\":\"deep\",\"value\":" + deep + "},{", StringComparison.Ordinal);

        Order order = Parse(json);

        Encoding.UTF8.GetString(order.Meta[0].Json.Span).Should().Be(deep);
    }

    [Fact]
    public void Refunds_come_oldest_first_and_a_refunded_rebate_keeps_its_sign()
    {
        string refunds = """
            [{"id":10,"date_created":"2026-11-23T01:00:00","date_created_gmt":"2026-11-23T06:00:00","amount":"1.00","line_items":[]},
             {"id":9,"date_created":"2026-11-22T01:00:00","date_created_gmt":"2026-11-22T06:00:00","amount":"4.00",
              "fee_lines":[{"id":5,"name":"Rebate","total":"1.00","total_tax":"0.10","meta_data":[{"key":"_refunded_item_id","value":77}]}]}]
            """;

        Order order = Parse(With("refunds", """[{"id":9},{"id":10}]""") + "\n" + refunds);

        order.Refunds.Select(refund => refund.Id).Should().Equal("9", "10");
        order.Refunds[0].Charges.Should().ContainSingle().Which.Should().BeEquivalentTo(new { OriginalLineId = "77", Total = -1m, TotalTax = -0.10m, Quantity = 0m });
    }

    [Fact]
    public void Broken_bytes_end_in_a_format_exception_and_nothing_else()
    {
        byte[] good = Encoding.UTF8.GetBytes(RecordedTraffic.Read("orders/single/simple_tx.json"));
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte, Gen.Int[0, good.Length]).Sample(
            (at, value, length) =>
            {
                byte[] broken = [.. good];
                broken[at] = value;
                try
                {
                    OrderParser.Parse(broken.AsMemory(0, Math.Max(length, at)));
                }
                catch (RecordFormatException exception)
                {
                    exception.Field.Should().NotBeEmpty();
                }
            },
            iter: 5_000);
    }

    private static Order Parse(string json) => OrderParser.Parse(Encoding.UTF8.GetBytes(json));

    private static JsonObject Simple() => JsonNode.Parse(RecordedTraffic.Read("orders/single/simple_tx.json"))!.AsObject();

    /// <summary>The simple order with another value, spliced in as text so that no number is rounded.</summary>
    private static string With(string field, string value)
    {
        JsonObject order = Simple();
        order[field] = "@@@";
        return order.ToJsonString().Replace("\"@@@\"", value, StringComparison.Ordinal);
    }
}

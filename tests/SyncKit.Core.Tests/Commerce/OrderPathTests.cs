using CsCheck;
using SyncKit.Commerce;

namespace SyncKit.Core.Tests.Commerce;

public sealed class OrderPathTests
{
    private static readonly Order Order = Orders.Full(
        Orders.Meta("_vat", """{"number":"GB1","valid":true,"rate":20.00,"none":null,"a.b":{"c":"deep"}}"""),
        Orders.Meta("list", """["a",{"x":7},"c"]"""),
        Orders.Meta("gaps", """{"1":"one","3":"three"}"""),
        Orders.Meta("PayPal Transaction Fee", "\"1.29\""),
        Orders.Meta("it's \"quoted\"", "\"q\""),
        Orders.Meta("half", "\"\\ud800\""),
        Orders.Meta("broken", "{\"a\":"),
        Orders.Meta("empty", ""),
        Orders.Meta("twice", "1"),
        Orders.Meta("twice", "2"));

    [Theory]
    [InlineData("id", "2333")]
    [InlineData("number", "A-2333")]
    [InlineData("Number", "A-2333")]
    [InlineData("status", "processing")]
    [InlineData("currency", "USD")]
    [InlineData("total", "35.05")]
    [InlineData("totalTax", "2.55")]
    [InlineData("createdAt", "2027-01-01T04:30:00Z")]
    [InlineData("placedOn", "2026-12-31")]
    [InlineData("paidOn", "2027-01-01")]
    [InlineData("paidAt", null)]
    [InlineData("pricesIncludeTax", "false")]
    [InlineData("customerNote", "Ring twice")]
    [InlineData("billing.city", "Austin")]
    [InlineData("billing.postalCode", "78701")]
    [InlineData("shipping.city", null)]
    [InlineData("customer.firstName", "Zoë")]
    [InlineData("customer.role", "wholesale")]
    [InlineData("payment.transactionId", "ch_1")]
    [InlineData("lines[0].sku", "MUG")]
    [InlineData("lines[0].quantity", "1.5")]
    [InlineData("lines[0].total", "28.50")]
    [InlineData("lines[0].variationId", null)]
    [InlineData("lines[0].meta.pa_color", "Red")]
    [InlineData("lines[1].sku", null)]
    [InlineData("shippingLines[0].method", "flat_rate")]
    [InlineData("fees[0].total", "-1")]
    [InlineData("fees[0].taxClass", "zero-rate")]
    [InlineData("coupons[0].code", "SUMMER")]
    [InlineData("taxes[0].isCompound", "true")]
    [InlineData("refunds[0].reason", "broken")]
    [InlineData("meta._vat.number", "GB1")]
    [InlineData("meta._vat.valid", "true")]
    [InlineData("meta._vat.rate", "20.00")]
    [InlineData("meta._vat.none", null)]
    [InlineData("meta._vat.number.more", null)]
    [InlineData("meta._vat[\"a.b\"].c", "deep")]
    [InlineData("meta._vat", null)]
    [InlineData("meta.list[1].x", "7")]
    [InlineData("meta.list[2]", "c")]
    [InlineData("meta.list.2", "c")]
    [InlineData("meta.list[3]", null)]
    [InlineData("meta.list.name", null)]
    [InlineData("meta.gaps[3]", "three")]
    [InlineData("meta.PayPal Transaction Fee", "1.29")]
    [InlineData("meta[\"PayPal Transaction Fee\"]", "1.29")]
    [InlineData("meta['PayPal Transaction Fee']", "1.29")]
    [InlineData("meta['it\\'s \"quoted\"']", "q")]
    [InlineData("meta.VAT", null)]
    [InlineData("meta.half", null)]
    [InlineData("meta.broken.a", null)]
    [InlineData("meta.empty", null)]
    [InlineData("meta.twice", "1")]
    public void A_path_reads_what_is_in_its_place(string text, string? expected)
    {
        OrderPath.TryParse(text, out OrderPath? path, out string? problem).Should().BeTrue(problem);

        path!.Read(Order).Should().Be(expected);
        path.ToString().Should().Be(text);
    }

    [Theory]
    [InlineData("", "The path is empty.")]
    [InlineData("nmber", "There is no 'nmber' in an order; possible are id, number, status,*")]
    [InlineData("billing.town", "There is no 'town' behind 'billing'; possible are line1, line2, city, region, postalCode, country, recipient.")]
    [InlineData("billing", "The path must go on behind 'billing'; possible are line1,*")]
    [InlineData("billing[0].city", "'billing' is no list; possible behind it are line1,*")]
    [InlineData("total.net", "'total' is a single value, so '.net' cannot follow it.")]
    [InlineData("lines", "'lines' is a list; the number of one of its elements must follow in brackets, for example 'lines[0]'.")]
    [InlineData("lines.sku", "'lines' is a list;*")]
    [InlineData("lines[0]", "The path must go on behind 'lines[0]'; possible are id, name,*")]
    [InlineData("lines[0].colour", "There is no 'colour' behind 'lines[0]'; possible are id, name, sku,*")]
    [InlineData("lines[0].sku.a[2]", "'lines[0].sku' is a single value, so '.a[2]' cannot follow it.")]
    [InlineData("lines[-1].sku", "The bracket '[-1]' holds neither a number*")]
    [InlineData("lines[99999999999].sku", "The bracket '[99999999999]' holds neither a number*")]
    [InlineData("lines[0", "The bracket after 'lines' is not closed.")]
    [InlineData("lines[0]sku", "After 'lines[0]' a dot or a bracket must follow, not 'sku'.")]
    [InlineData("meta", "A key must follow 'meta', for example*")]
    [InlineData("meta[0]", "A key must follow 'meta', for example*")]
    [InlineData("meta[\"a", "The quotation mark after 'meta[' is not closed.")]
    [InlineData("meta[\"a\".b", "After 'meta[\"a\"' the bracket must be closed.")]
    [InlineData("billing..city", "After 'billing.' a name must follow.")]
    [InlineData("billing.", "After 'billing.' a name must follow.")]
    [InlineData(".id", "The path must begin with a name.")]
    [InlineData("[0]", "The path must begin with a name.")]
    [InlineData("meta.\ud800", "The path holds text that is not Unicode.")]
    public void A_wrong_part_is_named_with_what_is_possible_there(string text, string expected)
    {
        OrderPath.TryParse(text, out OrderPath? path, out string? problem).Should().BeFalse();

        path.Should().BeNull();
        problem.Should().Match(expected);
    }

    [Fact]
    public void No_path_at_all_is_a_problem_and_not_an_exception() => OrderPath.TryParse(null, out _, out _).Should().BeFalse();

    [Fact]
    public void Any_text_is_a_path_or_has_a_problem_and_reading_never_throws()
    {
        string[] pieces =
        [
            "meta", "lines", "refunds", "billing", "customer", "_vat", "list", "half", "broken", "total", "a", "twice",
            ".", ".", "..", "[", "]", "[0]", "[1]", "[\"", "\"]", "['", "']", "\\",
        ];
        Gen<string> part = Gen.OneOf(Gen.Int[0, pieces.Length - 1].Select(place => pieces[place]), Gen.String[0, 4]);
        part.Array[0, 8].Select(string.Concat).Sample(
            text =>
            {
                bool good = OrderPath.TryParse(text, out OrderPath? path, out string? problem);
                path?.Read(Order);
                return good == path is not null && good == problem is null && problem != string.Empty;
            },
            iter: 20_000);
    }

    [Fact]
    public void Any_key_is_reached_in_quotation_marks_and_any_name_behind_it() =>
        Gen.Select(Gen.String[Gen.Char[' ', '~'], 1, 12], Gen.String[Gen.Char[' ', '~'], 0, 12]).Sample(
            (key, name) =>
            {
                string json = System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, string> { [name] = "found" });
                string text = $"meta[\"{Escaped(key)}\"]['{Escaped(name)}']";

                OrderPath.TryParse(text, out OrderPath? path, out string? problem).Should().BeTrue(problem);

                path!.Read(Orders.Full(Orders.Meta(key, json))).Should().Be("found");
            },
            iter: 2_000);

    private static string Escaped(string name) =>
        name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal);
}

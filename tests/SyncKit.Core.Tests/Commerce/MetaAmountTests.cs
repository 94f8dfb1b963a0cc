using CsCheck;
using SyncKit.Commerce;

namespace SyncKit.Core.Tests.Commerce;

public sealed class MetaAmountTests
{
    [Theory]
    [InlineData("1.08", "1.08")]
    [InlineData("\"1.08\"", "1.08")]
    [InlineData("\" -2.50 \"", "-2.50")]
    [InlineData("{\"CODE-1\":\"25.00\",\"CODE-2\":10}", "35.00")]
    [InlineData("[{\"code\":\"A1\",\"amount\":\"5.5\"},{\"code\":\"A2\",\"amount\":4.5}]", "10.0")]
    [InlineData("[[1],[2,[3]]]", "6")]
    [InlineData("\"none\"", null)]
    [InlineData("\"1,50\"", null)]
    [InlineData("true", null)]
    [InlineData("null", null)]
    [InlineData("[]", null)]
    [InlineData("{", null)]
    [InlineData("1e40", null)]
    [InlineData("[7e28,7e28]", null)]
    [InlineData("\"\\ud800\"", null)]
    public void An_amount_is_a_number_its_text_or_the_sum_of_what_is_within(string json, string? expected) =>
        MetaAmount.First([Orders.Meta("k", json)], ["k"])
            .Should().Be(expected is null ? null : decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void The_first_key_that_holds_an_amount_counts_and_the_sum_takes_each_once()
    {
        MetaEntry[] meta = [Orders.Meta("old", "\"n/a\""), Orders.Meta("a", "1"), Orders.Meta("b", "2")];

        MetaAmount.First(meta, ["missing", "old", "b", "a"]).Should().Be(2m);
        MetaAmount.Sum(meta, ["a", "b", "a", "missing"]).Should().Be(3m);
        MetaAmount.Sum(meta, ["missing"]).Should().BeNull();
    }

    [Fact]
    public void A_key_may_lead_into_an_entry_and_a_key_with_a_dot_comes_first()
    {
        MetaEntry[] meta =
        [
            Orders.Meta("_ppcp_paypal_fees", """{"gross_amount":{"value":"30.00"},"paypal_fee":{"currency_code":"USD","value":"1.17"},"net_amount":{"value":"28.83"}}"""),
            Orders.Meta("a.b", "5"),
            Orders.Meta("a", """{"b":6}"""),
        ];

        MetaAmount.First(meta, ["_ppcp_paypal_fees.paypal_fee.value"]).Should().Be(1.17m);
        MetaAmount.First(meta, ["a.b"]).Should().Be(5m);
        MetaAmount.First(meta, ["a['b']"]).Should().Be(6m);
    }

    [Fact]
    public void Any_key_and_any_bytes_give_an_amount_or_none() =>
        Gen.Select(Gen.String[0, 8], Gen.Byte.Array[0, 20]).Sample(
            (key, json) =>
            {
                Action reading = () => MetaAmount.First([new MetaEntry(key, json), new MetaEntry("k", json)], [key, "k.a[0]", "k[1]"]);
                reading.Should().NotThrow();
            },
            iter: 5_000);

    [Fact]
    public void The_amounts_of_any_object_are_added_up_exactly() =>
        Gen.Int[-100_000, 100_000].Array[1, 10].Sample(
            cents =>
            {
                IEnumerable<string> members = cents.Select((cent, place) => string.Create(
                    System.Globalization.CultureInfo.InvariantCulture, $"\"c{place}\":{(place % 2 == 0 ? "" : "\"")}{cent / 100m}{(place % 2 == 0 ? "" : "\"")}"));
                MetaAmount.First([Orders.Meta("cards", "{" + string.Join(',', members) + "}")], ["cards"]).Should().Be(cents.Sum() / 100m);
            },
            iter: 1_000);
}

using System.Globalization;
using System.Text.Json.Nodes;
using SyncKit.Fixtures;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.Testing.Tests.WooCommerce;

public sealed class OrderArithmeticTests
{
    private static readonly StoreAddress California = new() { State = "CA", Country = "US" };

    [Fact]
    public async Task Percent_coupon_adds_up_as_recorded()
    {
        StoreOrder order = StoreClient.Mugs(3);
        order.Lines.Add(new StoreLine { Name = "Fractional Widget", ProductId = 13, UnitPrice = 3.333m, Quantity = 3 });
        order.Coupons.Add(new StoreCoupon { Code = "pct10", Percent = true, Amount = 10m });

        await Amounts_are_those_of("orders/single/coupon_percent.json", order);
    }

    [Fact]
    public async Task Compound_tax_adds_up_as_recorded()
    {
        StoreOrder order = new() { Billing = California };
        order.Lines.Add(new StoreLine { Name = "Notebook A5", ProductId = 12, UnitPrice = 6.49m, Quantity = 3 });
        order.Lines.Add(new StoreLine { Name = "Organic Apples 1kg", ProductId = 19, UnitPrice = 4.19m, Quantity = 5, TaxClass = "reduced-rate" });
        order.ShippingLines.Add(new StoreShippingLine { Total = 5.95m });

        await Amounts_are_those_of("orders/single/compound_tax_ca.json", order);
    }

    [Fact]
    public async Task Positive_and_negative_fees_add_up_as_recorded()
    {
        StoreOrder order = StoreClient.Mugs(4);
        order.Fees.Add(new StoreFee { Name = "Handling fee", Total = 3.50m });
        order.Fees.Add(new StoreFee { Name = "Loyalty discount", Total = -7.25m });
        order.Fees.Add(new StoreFee { Name = "Rounding (no tax)", Total = -0.01m, Taxable = false });

        await Amounts_are_those_of("orders/single/fees_pos_neg.json", order);
    }

    [Fact]
    public async Task Several_shipping_lines_add_up_as_recorded()
    {
        StoreOrder order = StoreClient.Mugs(1);
        order.Lines.Add(new StoreLine { Name = "Notebook A5", ProductId = 12, UnitPrice = 6.49m });
        order.ShippingLines.Add(new StoreShippingLine { Title = "Express parcel", Total = 12m });
        order.ShippingLines.Add(new StoreShippingLine { Title = "Local pickup", Total = 0m });

        await Amounts_are_those_of("orders/single/multi_shipping.json", order);
    }

    [Fact]
    public async Task A_fixed_coupon_is_spread_evenly_over_the_pieces()
    {
        StoreOrder order = StoreClient.Mugs(1);
        order.Lines.Add(new StoreLine { Name = "Notebook A5", ProductId = 12, UnitPrice = 6.49m });
        order.Lines.Add(new StoreLine { Name = "No SKU Item", ProductId = 15, UnitPrice = 19m });
        order.Coupons.Add(new StoreCoupon { Code = "fixed15", Amount = 15m });

        await Amounts_are_those_of("orders/single/coupon_fixed_cart.json", order);
    }

    [Fact]
    public async Task Unrounded_amounts_show_with_more_decimals()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        StoreOrder order = StoreClient.Mugs(1);
        order.Lines[0].UnitPrice = 3.333m;
        order.Lines[0].Quantity = 3;
        long id = client.Store.AddOrder(order);

        (_, JsonNode shown, _) = await client.GetAsync($"orders/{id}?dp=6");

        shown["line_items"]![0]!["total"]!.GetValue<string>().Should().Be("9.999000");
        shown["line_items"]![0]!["total_tax"]!.GetValue<string>().Should().Be("0.820000");
        shown["line_items"]![0]!["taxes"]![0]!["total"]!.GetValue<string>().Should().StartWith("0.8249");
    }

    [Fact]
    public async Task Every_seeded_order_adds_up_from_its_shown_parts()
    {
        await using StoreClient client = await StoreClient.StartAsync();
        client.Store.Seed(400, 11);
        Dictionary<long, OrderSnapshot> books = client.Store.Snapshot().ToDictionary(order => order.Id);
        int checkedOrders = 0;
        for (int page = 1; page <= 4; page++)
        {
            (_, JsonNode orders, _) = await client.GetAsync($"orders?per_page=100&page={page}&orderby=id&order=asc");
            foreach (JsonNode? order in orders.AsArray())
            {
                decimal parts = Sum(order!["line_items"], "total") + Sum(order["shipping_lines"], "total") + Sum(order["fee_lines"], "total");
                decimal tax = Sum(order["line_items"], "total_tax") + Sum(order["shipping_lines"], "total_tax") + Sum(order["fee_lines"], "total_tax");
                Money(order["total_tax"]).Should().Be(tax).And.Be(Sum(order["tax_lines"], "tax_total") + Sum(order["tax_lines"], "shipping_tax_total"));
                Money(order["total"]).Should().Be(parts + tax).And.BeGreaterThanOrEqualTo(0m);
                Money(order["discount_total"]).Should().Be(Sum(order["coupon_lines"], "discount"));
                OrderSnapshot book = books[order["id"]!.GetValue<long>()];
                book.Total.Should().Be(Money(order["total"]));
                book.RefundedTotal.Should().Be(-Sum(order["refunds"], "total")).And.BeLessThanOrEqualTo(book.Total);
                book.RefundedTax.Should().Be(-Sum(order["refunds"], "total_tax"));
                checkedOrders++;
            }
        }

        checkedOrders.Should().Be(400);
    }

    private static async Task Amounts_are_those_of(string recordedPath, StoreOrder order)
    {
        await using StoreClient client = await StoreClient.StartAsync();
        (_, JsonNode shown, _) = await client.GetAsync($"orders/{client.Store.AddOrder(order)}");
        JsonNode recorded = JsonNode.Parse(RecordedTraffic.Read(recordedPath))!;
        Amounts(shown).Should().Equal(Amounts(recorded));
    }

    private static List<string> Amounts(JsonNode order)
    {
        List<string> amounts = [.. new[] { "total", "total_tax", "cart_tax", "shipping_total", "shipping_tax", "discount_total", "discount_tax" }.Select(name => name + "=" + order[name])];
        foreach (string list in new[] { "line_items", "shipping_lines", "fee_lines", "tax_lines", "coupon_lines" })
        {
            foreach (JsonNode? item in order[list]!.AsArray())
            {
                string[] names = ["subtotal", "subtotal_tax", "total", "total_tax", "price", "tax_total", "shipping_tax_total", "rate_code", "rate_percent", "compound", "discount", "discount_tax", "taxes"];
                amounts.Add(list + ": " + string.Join(' ', names.Where(name => item![name] is not null).Select(name => name + "=" + item![name]!.ToJsonString())));
            }
        }

        return amounts;
    }

    private static decimal Sum(JsonNode? items, string name) => items!.AsArray().Sum(item => Money(item![name]));

    private static decimal Money(JsonNode? text) => decimal.Parse(text!.GetValue<string>(), CultureInfo.InvariantCulture);
}

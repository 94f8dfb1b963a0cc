using System.Text;
using System.Text.Json;
using SyncKit.Commerce;
using SyncKit.Fixtures;
using SyncKit.WooCommerce.Parsing;

namespace SyncKit.WooCommerce.Tests.Parsing;

public sealed class RecordedOrderTests
{
    // One of its lines was saved on its own when it was recorded, which leaves the order's total as it was.
    private const string SavedByItem = "2376";

    [Fact]
    public void Every_recorded_order_parses_and_its_lines_add_up_to_its_total()
    {
        int read = 0;
        foreach ((string source, string json) in RecordedTraffic.Orders())
        {
            Order order = Parse(WithoutRefunds(json));
            read++;

            if (order.Id == SavedByItem)
            {
                continue;
            }

            decimal net = order.Lines.Sum(line => line.Total) + order.Shipping.Sum(line => line.Total) + order.Fees.Sum(line => line.Total);

            // With six decimals the store's lines are unrounded and its total is not.
            decimal tolerance = source.Contains("-dp6", StringComparison.Ordinal) || source.Contains("-dp0", StringComparison.Ordinal) ? 2m : 0m;
            (net + order.TotalTax).Should().BeApproximately(order.Total, tolerance, "of {0}", source);
            order.Id.Should().NotBeEmpty();
            order.Currency.Should().MatchRegex("^[A-Z]{3}$");
        }

        read.Should().BeGreaterThan(10);
    }

    [Fact]
    public void A_recorded_order_is_read_field_by_field()
    {
        Order order = Parse(RecordedTraffic.Read("orders/single/simple_tx.json"));

        order.Should().BeEquivalentTo(new
        {
            Id = "2333",
            Number = "2333",
            Status = "processing",
            Currency = "USD",
            CreatedAt = new DateTimeOffset(2026, 11, 22, 17, 28, 21, TimeSpan.Zero),
            PlacedOn = new DateOnly(2026, 11, 22),
            ModifiedAt = new DateTimeOffset(2026, 11, 22, 17, 28, 21, TimeSpan.Zero),
            PaidAt = new DateTimeOffset(2026, 11, 22, 17, 28, 21, TimeSpan.Zero),
            PaidOn = new DateOnly(2026, 11, 22),
            Total = 33.50m,
            TotalTax = 2.55m,
            Customer = new { Id = (string?)null, Email = "buyer@mail.example", FirstName = "Guest", LastName = "Buyer", Company = "", Phone = "+1 512 555 0100" },
            BillingAddress = new { Line1 = "1 Main St", City = "Austin", Region = "TX", PostalCode = "78701", Country = "US", Recipient = "" },
            ShippingAddress = new { Line1 = "1 Main St", Recipient = "" },
            Payment = new { Method = "stripe", Title = "Credit / Debit Card", TransactionId = "ch_3FixtureSimple" },
            Lines = new[] { new { Id = "12611", Name = "Classic Mug", Sku = "MUG-001", ProductId = "11", VariationId = (string?)null, Quantity = 2m, Subtotal = 25m, Total = 25m, TotalTax = 2.06m } },
            Shipping = new[] { new { Id = "12612", Title = "Flat rate", Method = "flat_rate", Total = 5.95m, TotalTax = 0.49m } },
            Taxes = new[] { new { RateId = "1", RateCode = "US-TX-SALES TAX-1", Label = "Sales Tax", IsCompound = false, Percent = 8.25m, LineTax = 2.06m, ShippingTax = 0.49m } },
        });
        order.Lines[0].Taxes.Should().Equal(new LineTax("1", 2.06m));
        order.Meta.Select(entry => (entry.Key, Encoding.UTF8.GetString(entry.Json.Span)))
            .Should().Equal(("_stripe_currency", "\"USD\""), ("_stripe_fee", "\"1.08\""), ("_stripe_net", "\"30.84\""));
    }

    [Fact]
    public void A_variation_names_its_product_and_a_product_names_none()
    {
        Order order = Parse(RecordedTraffic.Read("orders/single/customer_order.json"));

        order.Lines.Select(line => (line.Name, line.ParentName)).Should().Equal(("Classic Mug", ""), ("T-Shirt - M, Black", "T-Shirt"));
    }

    [Fact]
    public void A_line_names_its_tax_class_and_the_standard_one_is_empty()
    {
        Order order = Parse(RecordedTraffic.Read("orders/single/compound_tax_ca.json"));

        order.Lines.Select(line => (line.Name, line.TaxClass)).Should().Equal(("Notebook A5", ""), ("Organic Apples 1kg", "reduced-rate"));
    }

    [Fact]
    public void A_fee_names_its_tax_class()
    {
        string json = RecordedTraffic.Read("orders/single/fees_pos_neg.json");
        int fees = json.IndexOf("\"fee_lines\"", StringComparison.Ordinal);
        int first = json.IndexOf("\"tax_class\": \"\"", fees, StringComparison.Ordinal);

        Order order = Parse(json[..first] + "\"tax_class\": \"zero-rate\"" + json[(first + "\"tax_class\": \"\"".Length)..]);

        order.Fees.Select(fee => fee.TaxClass).Should().Equal("zero-rate", "", "");
    }

    [Fact]
    public void Refunds_that_follow_an_order_are_positive_and_name_the_lines_they_refund()
    {
        string raw = RecordedTraffic.Read("orders/single/refund_partial_line.json") + "\n" + RecordedTraffic.Read("refunds/order-refunds.json");

        Order order = Parse(raw);

        order.Refunds.Select(refund => refund.Id).Should().Equal("2362", "2363");
        Refund first = order.Refunds[0];
        first.Amount.Should().Be(13.53m);
        first.TotalTax.Should().Be(1.03m);
        first.MadeOn.Should().Be(new DateOnly(2026, 11, 22));
        first.Reason.Should().Be("One mug broken \u2013 \u201csorry\u201d");
        first.Lines.Should().ContainSingle().Which.Should().BeEquivalentTo(new
        {
            OriginalLineId = "12766", Name = "Classic Mug", Sku = "MUG-001", Quantity = 1m, Total = 12.50m, TotalTax = 1.03m, Taxes = new[] { new LineTax("1", 1.03m) },
        });
        order.Refunds[1].Should().BeEquivalentTo(new { Amount = 2.00m, TotalTax = 0m, Lines = Array.Empty<RefundLine>(), Charges = Array.Empty<RefundLine>() });
    }

    [Fact]
    public void A_refunded_shipping_line_is_a_charge_and_the_parts_add_up_to_the_amount()
    {
        string raw = RecordedTraffic.Read("orders/single/refund_full.json") + "\n" + RecordedTraffic.Read("refunds/order-refunds-full.json");

        Refund refund = Parse(raw).Refunds.Should().ContainSingle().Subject;

        refund.Charges.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Name = "Flat rate", Total = 5.95m, TotalTax = 0.49m, OriginalLineId = "12773" });
        (refund.Lines.Sum(line => line.Total) + refund.Charges.Sum(line => line.Total) + refund.TotalTax).Should().Be(refund.Amount);
    }

    [Fact]
    public void A_simple_order_costs_at_most_eight_kibibytes()
    {
        byte[] raw = Minified(RecordedTraffic.Read("orders/single/simple_tx.json"));
        for (int i = 0; i < 20; i++)
        {
            OrderParser.Parse(raw);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        OrderParser.Parse(raw);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        allocated.Should().BeInRange(1, 8 * 1024);
    }

    private static Order Parse(string json) => OrderParser.Parse(Encoding.UTF8.GetBytes(json));

    private static byte[] Minified(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return JsonSerializer.SerializeToUtf8Bytes(document.RootElement);
    }

    /// <summary>Takes the summary of refunds out, for which a store is asked separately.</summary>
    private static string WithoutRefunds(string json) => json.Contains("\"refunds\"", StringComparison.Ordinal) ? json + "\n[]" : json;
}

using System.Text.Json;
using CsCheck;
using SyncKit.Commerce;
using SyncKit.QuickBooks.Documents;
using SyncKit.QuickBooks.Posting;
using SyncKit.QuickBooks.Tests.Hosting;

namespace SyncKit.QuickBooks.Tests.Documents;

public class TaxTests
{
    private static readonly Company Global = Shop.Company with { Country = "CA", TaxEngine = TaxEngine.Manual };

    private static readonly Company Manual = Shop.Company with { TaxEngine = TaxEngine.Manual };

    private static readonly Dictionary<string, PostingTaxRate[]> Codes = new()
    {
        ["QC"] = [new PostingTaxRate("41", 5m), new PostingTaxRate("42", 9.975m)],
        ["GST"] = [new PostingTaxRate("41", 5m)],
        ["Zero"] = [new PostingTaxRate("40", 0m)],
        ["Nevada"] = [new PostingTaxRate("5", 4.6m), new PostingTaxRate("6", 3.665m)],
    };

    private static readonly string[] Profiles =
    [
        """{"realmId":"9341450"}""",
        """{"realmId":"9341450","coupons":"NetPrices","shipping":"Field"}""",
        """{"realmId":"9341450","taxCode":"Nevada"}""",
        """{"realmId":"9341450","taxCode":"GST","zeroTaxCode":"Zero"}""",
        """{"realmId":"9341450","taxCode":"QC","zeroTaxCode":"Zero"}""",
        """{"realmId":"9341450","taxAsLine":true}""",
        """{"realmId":"9341450","taxAsLine":true,"documents":[{"post":"InvoiceAndPayment"}]}""",
    ];

    private static readonly Company[] Companies =
        [Shop.Company, Shop.Company with { AllowShipping = true }, Manual, Global with { Country = "GB" }, Global, Global, Shop.Company];

    /// <summary>An order of two rates, as a shop in Quebec has it.</summary>
    private static Order TwoRates() => Shop.Order() with
    {
        Lines =
        [
            Shop.Line(100m, tax: 14.98m) with { Taxes = [new LineTax("2", 9.98m), new LineTax("1", 5m)] },
            Shop.Line(20m, name: "Book", sku: "B", id: "2"),
        ],
        Taxes =
        [
            new TaxLine { RateId = "1", RateCode = "CA-GST-1", Label = "GST", Percent = 5m, LineTax = 5m, ShippingTax = 0 },
            new TaxLine { RateId = "2", RateCode = "CA-QC-QST-2", Label = "QST", Percent = 9.975m, LineTax = 9.98m, ShippingTax = 0 },
        ],
        TotalTax = 14.98m,
        Total = 134.98m,
    };

    [Fact]
    public void Every_order_in_every_profile_comes_to_its_total_and_tax() =>
        Gen.Select(OrderGen.Any, Gen.Int[0, 6], Gen.Bool).Sample((any, profile, inclusive) =>
        {
            Order order = any with { PricesIncludeTax = inclusive };
            Desk desk = new() { Company = Companies[profile], Settings = Profiles[profile], Rates = Codes };
            desk.Settle(order);
            foreach (var draft in desk.Drafts.Where(draft => draft.CountsTowardsTotal))
            {
                SentDocument sent = SentDocument.Of(draft);
                sent.Total.Should().Be(Math.Abs(draft.Total));
                sent.Tax.Should().Be(Math.Abs(draft.Tax));
                ProofJson.Read(draft.Proof)!.Residual.Should().Be(0);
            }

            desk.Sold.Should().Be(order.Total - order.Refunds.Sum(refund => refund.Amount));
            desk.Receivable.Should().Be(0);
        });

    [Fact]
    public void A_company_outside_the_United_States_gets_a_code_on_each_line_and_the_tax_of_each_rate()
    {
        Desk desk = new()
        {
            Company = Global,
            Settings = """{"realmId":"9341450","taxCodes":[{"rate":"GST","code":"QC"},{"rate":"2","code":"QC"}],"zeroTaxCode":"Zero"}""",
            Rates = Codes,
        };
        desk.Settle(TwoRates());
        SentDocument sent = desk.Sent("sale");
        sent.Codes.Should().Equal("QC", "Zero");
        sent.Text("GlobalTaxCalculation").Should().Be("TaxExcluded");
        JsonElement[] rates = [.. sent.Root.GetProperty("TxnTaxDetail").GetProperty("TaxLine").EnumerateArray()];
        rates.Select(rate => (rate.GetProperty("TaxLineDetail").GetProperty("TaxRateRef").GetProperty("value").GetString(), rate.GetProperty("Amount").GetDecimal()))
            .Should().Contain([("41", 5m), ("42", 9.98m)]);
    }

    [Fact]
    public void Prices_with_tax_are_sent_as_such()
    {
        Desk desk = new() { Company = Global, Settings = Profiles[4], Rates = Codes };
        desk.Settle(TwoRates() with { PricesIncludeTax = true });
        SentDocument sent = desk.Sent("sale");
        sent.Text("GlobalTaxCalculation").Should().Be("TaxInclusive");
        sent.Lines.Sum(line => line.GetProperty("SalesItemLineDetail").GetProperty("TaxInclusiveAmt").GetDecimal()).Should().Be(134.98m);
    }

    [Fact]
    public void Rates_of_a_line_that_are_mapped_apart_are_refused_with_both_codes()
    {
        Desk desk = new()
        {
            Company = Global,
            Settings = """{"realmId":"9341450","taxCodes":[{"rate":"GST","code":"GST"},{"rate":"CA-QC-QST-2","code":"QC"}],"zeroTaxCode":"Zero"}""",
            Rates = Codes,
        };
        var refusal = desk.Look(TwoRates()).Refusal!;
        refusal.Code.Should().Be("quickbooks.tax-codes");
        refusal.Message.Should().ContainAll("QC", "GST", "T-Shirt M");
    }

    [Fact]
    public void A_document_of_a_United_States_company_takes_one_tax_code()
    {
        Order order = Shop.Order() with
        {
            Lines =
            [
                Shop.Line(10m, tax: 1m) with { Taxes = [new LineTax("1", 1m)] },
                Shop.Line(10m, tax: 0.50m, name: "Food", sku: "F", id: "2") with { Taxes = [new LineTax("2", 0.50m)], TaxClass = "reduced-rate" },
            ],
            TotalTax = 1.50m,
            Total = 21.50m,
        };
        string two = """{"realmId":"9341450","taxCodes":[{"taxClass":"reduced-rate","code":"GST"},{"taxClass":"standard","code":"Nevada"}]}""";
        Desk desk = new() { Company = Manual, Settings = two, Rates = Codes };
        desk.Look(order).Refusal!.Message.Should().Contain("Nevada").And.Contain("GST");

        Desk one = new() { Company = Manual, Settings = Profiles[2], Rates = Codes };
        one.Settle(order);
        one.Sent("sale").Root.GetProperty("TxnTaxDetail").GetProperty("TxnTaxCodeRef").GetProperty("value").GetString().Should().Be("Nevada");
        one.Sent("sale").Codes.Should().Equal("TAX", "TAX");
    }

    [Fact]
    public void Trap_21_tax_that_somebody_else_collected_is_not_charged_again_and_the_address_is_always_sent()
    {
        Desk desk = new();
        desk.Settle(Shop.Order());
        desk.Sent("sale").Codes.Should().Equal("NON");
        desk.Sent("sale").Root.GetProperty("ShipAddr").GetProperty("PostalCode").GetString().Should().Be("89501");
    }

    [Fact]
    public void Trap_22_tax_on_the_shipping_field_is_within_the_stated_tax()
    {
        Order order = Shop.Order(tax: 2m) with
        {
            Shipping = [new ShippingLine { Id = "5", Title = "UPS", Total = 7m, TotalTax = 0.50m }], TotalTax = 2.50m, Total = 49.30m,
        };
        Desk field = new() { Company = Companies[1], Settings = Profiles[1] };
        field.Settle(order);
        field.Sent("sale").Lines[1].GetProperty("SalesItemLineDetail").GetProperty("ItemRef").GetProperty("value").GetString().Should().Be("SHIPPING_ITEM_ID");
        field.Sent("sale").Root.GetProperty("ShippingTaxIncludedInTotalTax").GetBoolean().Should().BeTrue();

        Desk item = new();
        item.Settle(order);
        item.Sent("sale").Lines[1].GetProperty("SalesItemLineDetail").GetProperty("ItemRef").GetProperty("value").GetString().Should().Be("Shipping");
        new Desk { Settings = Profiles[1] }.Look(order).Refusal!.Code.Should().Be("quickbooks.no-shipping-field");
    }

    [Fact]
    public void A_tax_line_outside_the_United_States_is_of_no_tax_calculation()
    {
        Desk desk = new() { Company = Global, Settings = Profiles[5] };
        desk.Settle(TwoRates());
        SentDocument sent = desk.Sent("sale");
        sent.Text("GlobalTaxCalculation").Should().Be("NotApplicable");
        sent.Root.TryGetProperty("TxnTaxDetail", out _).Should().BeFalse();
        sent.Total.Should().Be(134.98m);
    }
}

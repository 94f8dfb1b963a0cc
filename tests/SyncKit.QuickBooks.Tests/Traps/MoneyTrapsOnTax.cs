using System.Text.Json;
using System.Text.Json.Nodes;
using SyncKit.Commerce;
using SyncKit.Ledger;
using SyncKit.QuickBooks.Tests.Documents;
using SyncKit.QuickBooks.Tests.Hosting;
using SyncKit.Reconciling;
using SyncKit.Testing.QuickBooks;
using TaxEngine = SyncKit.Testing.QuickBooks.TaxEngine;

namespace SyncKit.QuickBooks.Tests.Traps;

/// <summary>What QuickBooks does with tax that is not what the shop did, each provoked on a simulated company.</summary>
public class MoneyTrapsOnTax
{
    private const string Nevada = "\"taxCode\":\"Nevada\"";

    /// <summary>39.80 at 8.265 percent is 3.29; this shop charged a cent less.</summary>
    private static Order CentLess => Shop.Order(tax: 3.28m);

    private static Order ThreeAtFifteen(decimal tax) => Shop.Order() with
    {
        Lines = [.. new[] { "1", "2", "3" }.Select(id => Shop.Line(10.10m, tax: 1.52m, sku: "SKU-" + id, name: "Cup " + id, id: id))],
        TotalTax = tax,
        Total = 30.30m + tax,
    };

    public static TheoryData<TaxEngine, TaxRounding, string> Regimes => new(
        from engine in (TaxEngine[])[TaxEngine.Manual, TaxEngine.Automated]
        from rounding in (TaxRounding[])[TaxRounding.PerSubtotal, TaxRounding.PerLine]
        from tax in (string[])["4.55", "4.56"]
        select new TheoryDataRow<TaxEngine, TaxRounding, string>(engine, rounding, tax));

    private static CompanyOptions Manual(TaxRounding rounding = TaxRounding.PerSubtotal, bool keeps = true) =>
        new() { TaxEngine = TaxEngine.Manual, TaxRounding = rounding, KeepsStatedTax = keeps };

    private static Task<Bookkeeping> NevadaAsync(CompanyOptions company, string settings = Nevada) =>
        Bookkeeping.StartAsync(settings, company, books => books.AddTaxCode("Nevada", 4.6m, 3.665m));

    private static async Task ShouldAgreeAsync(Bookkeeping books, decimal total)
    {
        (await books.DeadAsync()).Should().BeEmpty();
        Reconciliation all = await books.ReconcileAsync();
        all.Differences.Should().BeEmpty();
        all.BooksTotals.Values.Should().Equal(total);
    }

    [Theory]
    [MemberData(nameof(Regimes))]
    public async Task Trap_19_The_cent_between_rounding_per_line_and_per_subtotal_is_the_shops(TaxEngine engine, TaxRounding rounding, string shopsTax)
    {
        decimal tax = decimal.Parse(shopsTax, System.Globalization.CultureInfo.InvariantCulture);
        CompanyOptions company = new() { TaxEngine = engine, TaxRounding = rounding, AutomatedTaxRates = [15m] };
        await using Bookkeeping books = await Bookkeeping.StartAsync("\"taxCode\":\"Fifteen\"", company, each => each.AddTaxCode("Fifteen", 15m));
        await books.SyncAsync(ThreeAtFifteen(tax));

        (books.Receipt().TotalAmt, books.Receipt().TotalTax).Should().Be((30.30m + tax, tax));
        books.Company.Balances.SalesTax.Should().Be(tax);
        await ShouldAgreeAsync(books, 30.30m + tax);
    }

    [Theory]
    [InlineData("448.39")]
    [InlineData("448.40")]
    public async Task Trap_19_Quebec_tax_of_448_39_or_448_40_is_what_the_shop_charged(string shopsTax)
    {
        decimal qst = decimal.Parse(shopsTax, System.Globalization.CultureInfo.InvariantCulture);
        Order order = Shop.Order() with
        {
            Currency = "CAD",
            Lines = [Shop.Line(4495.16m, tax: 224.76m + qst) with { Taxes = [new LineTax("1", 224.76m), new LineTax("2", qst)] }],
            Taxes =
            [
                new TaxLine { RateId = "1", Percent = 5m, LineTax = 224.76m, ShippingTax = 0 },
                new TaxLine { RateId = "2", Percent = 9.975m, LineTax = qst, ShippingTax = 0 },
            ],
            TotalTax = 224.76m + qst,
            Total = 4495.16m + 224.76m + qst,
        };
        CompanyOptions company = new() { Country = "CA", HomeCurrency = "CAD", TaxEngine = TaxEngine.Manual };
        await using Bookkeeping books = await Bookkeeping.StartAsync("\"taxCode\":\"GST/QST QC\"", company, each => each.AddStandardTaxCodes());
        await books.SyncAsync(order);

        books.Company.Balances.SalesTaxByRate.Should().BeEquivalentTo(new Dictionary<string, decimal> { ["GST"] = 224.76m, ["QST"] = qst });
        await ShouldAgreeAsync(books, order.Total);
    }

    [Fact]
    public async Task Trap_20_A_total_alone_would_be_recomputed_so_the_tax_of_each_rate_is_stated()
    {
        await using Bookkeeping books = await NevadaAsync(Manual());
        await books.SyncAsync(CentLess);
        books.Receipt().TotalTax.Should().Be(3.28m);
        books.Booked().Root.GetProperty("TxnTaxDetail").GetProperty("TaxLine").EnumerateArray().Sum(line => line.GetProperty("Amount").GetDecimal()).Should().Be(3.28m);
        await ShouldAgreeAsync(books, 43.08m);

        JsonObject totalAlone = Copy(books);
        totalAlone["TxnTaxDetail"]!.AsObject().Remove("TaxLine");
        Tax(books, books.Company.Add("SalesReceipt", totalAlone.ToJsonString())).Should().Be(3.29m, "that is the trap");
    }

    [Fact]
    public async Task Trap_20_A_company_that_recomputes_all_the_same_is_noticed_and_a_rounding_line_solves_it()
    {
        await using Bookkeeping books = await NevadaAsync(Manual(keeps: false));
        await books.SyncAsync(CentLess);
        LedgerRecord held = (await books.DeadAsync()).Should().ContainSingle().Subject;
        held.Code.Should().Be("total.differs");
        held.Message.Should().Contain("43.09").And.Contain("43.08").And.Contain("3.29").And.Contain("3.28");

        books.Company.AddItem("Rounding");
        await books.SetAsync(Nevada + ",\"taxArithmetic\":\"PerSubtotal\",\"roundingItem\":\"Rounding\"");
        await books.RetryAsync();
        books.Receipt().TotalAmt.Should().Be(43.08m);
        await ShouldAgreeAsync(books, 43.08m);
    }

    [Fact]
    public async Task Trap_21_An_order_without_a_shipping_address_is_not_taxed_at_the_companys()
    {
        await using Bookkeeping books = await Bookkeeping.StartAsync();
        await books.SyncAsync(CentLess);
        SentDocument booked = books.Booked();
        booked.Root.GetProperty("ShipAddr").GetProperty("CountrySubDivisionCode").GetString().Should().Be("NV", "the buyer's billing address stands in");
        booked.Root.GetProperty("TxnTaxDetail").GetProperty("TxnTaxCodeRef").ValueKind.Should().Be(JsonValueKind.Object, "the engine puts its own code there");
        booked.Tax.Should().Be(3.28m);
        await ShouldAgreeAsync(books, 43.08m);
    }

    [Fact]
    public async Task Trap_21_Lines_whose_tax_a_marketplace_collected_are_not_taxed_again()
    {
        await using Bookkeeping books = await Bookkeeping.StartAsync(company: new CompanyOptions { TaxEngine = TaxEngine.Automated, AutomatedTaxHonoursOverride = false });
        await books.SyncAsync(Shop.Order() with { BillingAddress = null });
        books.Booked().Codes.Should().Equal("NON");
        books.Company.Balances.SalesTax.Should().Be(0);
        await ShouldAgreeAsync(books, 39.80m);
    }

    private static Order Shipped => Shop.Order() with
    {
        Lines = [Shop.Line(39.80m, 2, tax: 3.28m)],
        Shipping = [new ShippingLine { Id = "3", Title = "Flat rate", Total = 10m, TotalTax = 0.82m }],
        TotalTax = 4.10m,
        Total = 53.90m,
    };

    private static CompanyOptions TaxesShipping => new() { TaxEngine = TaxEngine.Automated, AutomatedTaxOnShipping = true };

    [Fact]
    public async Task Trap_22_Shipping_in_its_field_adds_no_tax_on_top_of_the_shops()
    {
        await using Bookkeeping books = await Bookkeeping.StartAsync("\"shipping\":\"Field\"", TaxesShipping);
        await books.SyncAsync(Shipped);
        (books.Receipt().TotalAmt, books.Receipt().TotalTax).Should().Be((53.90m, 4.10m));
        await ShouldAgreeAsync(books, 53.90m);

        JsonObject without = Copy(books);
        without.Remove("ShippingTaxIncludedInTotalTax");
        Tax(books, books.Company.Add("SalesReceipt", without.ToJsonString())).Should().BeGreaterThan(4.10m, "that is the trap");
    }

    [Fact]
    public async Task Trap_22_Shipping_is_an_item_of_its_own_unless_somebody_wants_the_field()
    {
        await using Bookkeeping books = await Bookkeeping.StartAsync("", TaxesShipping);
        await books.SyncAsync(Shipped);
        books.Receipt().Json.Should().NotContain("SHIPPING_ITEM_ID");
        books.Booked().Codes.Should().Equal("TAX", "TAX");
        await ShouldAgreeAsync(books, 53.90m);
    }

    [Theory]
    [InlineData(TaxEngine.Automated)]
    [InlineData(TaxEngine.Manual)]
    public async Task Trap_23_An_edit_by_hand_that_loses_the_tax_is_flagged_and_not_written_over(TaxEngine engine)
    {
        await using Bookkeeping books = await NevadaAsync(new CompanyOptions { TaxEngine = engine });
        await books.SyncAsync(CentLess);
        await books.LookAsync();
        books.Company.Edit("SalesReceipt", books.Receipt().Id, receipt => receipt["CustomerMemo"] = new JsonObject { ["value"] = "Thank you" });
        books.Receipt().TotalTax.Should().Be(3.29m, "that is the trap");

        (await books.LookAsync()).Held.Should().Be(1);
        LedgerRecord held = (await books.DeadAsync()).Should().ContainSingle().Subject;
        held.Code.Should().Be("books.changed");
        held.Message.Should().Contain("43.08").And.Contain("43.09");
        held.Remedy.Should().NotBeEmpty();
        (await books.ReconcileAsync()).Agrees.Should().BeFalse();

        int writes = books.Company.Writes;
        await books.SyncAsync(Shop.Order(quantity: 3, tax: 4.93m));
        books.Company.Writes.Should().Be(writes, "a person decides");
        (await books.DeadAsync()).Should().ContainSingle();

        await books.RetryAsync();
        (books.Receipt().TotalAmt, books.Receipt().TotalTax).Should().Be((64.63m, 4.93m));
        await ShouldAgreeAsync(books, 64.63m);
    }

    [Fact]
    public async Task Trap_24_The_first_order_tells_whether_a_live_company_honours_the_tax_which_no_sandbox_shows()
    {
        await using Bookkeeping honours = await Bookkeeping.StartAsync();
        await honours.SyncAsync(CentLess);
        await ShouldAgreeAsync(honours, 43.08m);

        await using Bookkeeping overrules = await Bookkeeping.StartAsync("", new CompanyOptions { TaxEngine = TaxEngine.Automated, AutomatedTaxHonoursOverride = false });
        await overrules.SyncAsync(CentLess);
        LedgerRecord held = (await overrules.DeadAsync()).Should().ContainSingle().Subject;
        held.Code.Should().Be("total.differs");
        held.Message.Should().Contain("43.09").And.Contain("43.08");
        (await overrules.ReconcileAsync()).Agrees.Should().BeFalse();

        await overrules.SetAsync("\"taxAsLine\":true");
        await overrules.RetryAsync();
        await ShouldAgreeAsync(overrules, 43.08m);
    }

    /// <summary>The receipt as one would enter it again, under another number.</summary>
    private static JsonObject Copy(Bookkeeping books)
    {
        JsonObject copy = JsonNode.Parse(books.Receipt().Json)!.AsObject();
        foreach (string own in (string[])["Id", "SyncToken", "MetaData", "TotalAmt", "Balance", "domain", "sparse"])
        {
            copy.Remove(own);
        }

        JsonArray lines = copy["Line"]!.AsArray();
        lines.Remove(lines.Single(line => (string?)line!["DetailType"] == "SubTotalLineDetail"));
        copy["DocNumber"] = "by-hand";
        return copy;
    }

    private static decimal Tax(Bookkeeping books, string id) => books.Company.Documents("SalesReceipt").Single(receipt => receipt.Id == id).TotalTax;
}

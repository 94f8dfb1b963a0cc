using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks;

namespace SyncKit.Testing.Tests.QuickBooks;

public sealed class TaxTests
{
    private static CompanyOptions With(TaxEngine engine) => new() { TaxEngine = engine };

    private static string ThreeTaxedLines(Session session) => string.Join(',', Enumerable.Repeat(session.Line("10.10", taxed: true), 3));

    [Fact]
    public async Task Tax_details_are_ignored_and_not_stored_when_sales_tax_is_off()
    {
        await using Session session = await Session.StartAsync();

        JsonObject receipt = await session.WriteAsync("salesreceipt", session.Receipt(session.Line("10", taxed: true), "\"TxnTaxDetail\":{\"TotalTax\":0.83}"));

        receipt.Amount("TotalAmt").Should().Be(10m);
        receipt.ContainsKey("TxnTaxDetail").Should().BeFalse();
    }

    [Fact]
    public async Task Line_tax_code_in_the_us_is_TAX_or_NON()
    {
        await using Session session = await Session.StartAsync(With(TaxEngine.Manual));

        JsonObject fault = await session.FaultAsync("salesreceipt", session.Receipt(session.Line("10").Replace("\"NON\"", "\"3\"")));

        fault.Text("code").Should().Be("6100");
    }

    [Fact]
    public async Task Manual_tax_is_computed_on_the_summed_net_so_cents_differ_from_rounding_per_line()
    {
        await using Session session = await Session.StartAsync(With(TaxEngine.Manual));
        string code = session.Company.AddTaxCode("T15", 15m);

        JsonObject receipt = await session.WriteAsync("salesreceipt", session.Receipt(ThreeTaxedLines(session), $$""" "TxnTaxDetail":{"TxnTaxCodeRef":{"value":"{{code}}"} }"""));

        receipt["TxnTaxDetail"]!["TotalTax"]!.GetValue<decimal>().Should().Be(4.55m);
        receipt.Amount("TotalAmt").Should().Be(34.85m);
    }

    [Fact]
    public async Task Total_tax_alone_is_computed_anew_and_with_its_tax_line_it_is_kept()
    {
        await using Session session = await Session.StartAsync(With(TaxEngine.Manual));
        string code = session.Company.AddTaxCode("T15", 15m);
        JsonObject codes = await session.QueryAsync($"select * from TaxCode where Id = '{code}'");
        string rate = codes["TaxCode"]![0]!["SalesTaxRateList"]!["TaxRateDetail"]![0]!["TaxRateRef"]!["value"]!.GetValue<string>();
        string Detail(string more) => $$""" "TxnTaxDetail":{"TxnTaxCodeRef":{"value":"{{code}}"},"TotalTax":4.56{{more}} }""";

        JsonObject alone = await session.WriteAsync("salesreceipt", session.Receipt(ThreeTaxedLines(session), Detail(string.Empty)));
        JsonObject both = await session.WriteAsync("salesreceipt", session.Receipt(
            ThreeTaxedLines(session),
            Detail($$""","TaxLine":[{"Amount":4.56,"DetailType":"TaxLineDetail","TaxLineDetail":{"TaxRateRef":{"value":"{{rate}}"},"PercentBased":true,"TaxPercent":15} }]""")));

        alone["TxnTaxDetail"]!["TotalTax"]!.GetValue<decimal>().Should().Be(4.55m);
        both["TxnTaxDetail"]!["TotalTax"]!.GetValue<decimal>().Should().Be(4.56m);
        both.Amount("TotalAmt").Should().Be(34.86m);
    }

    [Fact]
    public async Task Manual_discount_lowers_the_taxable_net_only_when_asked()
    {
        await using Session session = await Session.StartAsync(With(TaxEngine.Manual));
        string code = session.Company.AddTaxCode("T10", 10m);
        string lines = session.Line("100", taxed: true) + """,{"DetailType":"DiscountLineDetail","Amount":20,"DiscountLineDetail":{"PercentBased":false}}""";
        string Detail(bool after) => $$""" "TxnTaxDetail":{"TxnTaxCodeRef":{"value":"{{code}}"} },"ApplyTaxAfterDiscount":{{(after ? "true" : "false")}}""";

        JsonObject before = await session.WriteAsync("salesreceipt", session.Receipt(lines, Detail(false)));
        JsonObject after = await session.WriteAsync("salesreceipt", session.Receipt(lines, Detail(true)));

        before.Amount("TotalAmt").Should().Be(90m);
        after.Amount("TotalAmt").Should().Be(88m);
    }

    [Fact]
    public async Task Automated_engine_taxes_TAX_lines_after_discount_and_replaces_the_code()
    {
        await using Session session = await Session.StartAsync(With(TaxEngine.Automated));
        string lines = $$"""{{session.Line("100", taxed: true)}},{{session.Line("100")}},{"DetailType":"DiscountLineDetail","Amount":20,"DiscountLineDetail":{"PercentBased":false} }""";

        JsonObject receipt = await session.WriteAsync("salesreceipt", session.Receipt(lines, "\"TxnTaxDetail\":{\"TxnTaxCodeRef\":{\"value\":\"77\"}}"));

        receipt["TxnTaxDetail"]!["TotalTax"]!.GetValue<decimal>().Should().Be(7.44m);
        receipt["TxnTaxDetail"]!["TxnTaxCodeRef"]!["value"]!.GetValue<string>().Should().NotBe("77");
        receipt.Amount("TotalAmt").Should().Be(187.44m);
    }

    [Fact]
    public async Task Automated_engine_honours_an_explicit_total_and_prorates_it()
    {
        await using Session session = await Session.StartAsync(With(TaxEngine.Automated));

        JsonObject receipt = await session.WriteAsync("salesreceipt", session.Receipt(session.Line("100", taxed: true), "\"TxnTaxDetail\":{\"TotalTax\":8.30}"));

        receipt.Amount("TotalAmt").Should().Be(108.30m);
        receipt["TxnTaxDetail"]!["TaxLine"]!.AsArray().Select(line => line!["Amount"]!.GetValue<decimal>()).Should().Equal(4.62m, 3.68m);
    }

    [Fact]
    public async Task Automated_engine_ignores_the_override_when_the_switch_says_so()
    {
        await using Session session = await Session.StartAsync(new CompanyOptions { TaxEngine = TaxEngine.Automated, AutomatedTaxHonoursOverride = false });

        JsonObject receipt = await session.WriteAsync("salesreceipt", session.Receipt(session.Line("100", taxed: true), "\"TxnTaxDetail\":{\"TotalTax\":8.30}"));

        receipt.Amount("TotalAmt").Should().Be(108.27m);
    }

    [Fact]
    public async Task Override_vanishes_when_somebody_edits_the_document()
    {
        await using Session session = await Session.StartAsync(With(TaxEngine.Automated));
        JsonObject receipt = await session.WriteAsync("salesreceipt", session.Receipt(session.Line("100", taxed: true), "\"TxnTaxDetail\":{\"TotalTax\":8.30}"));

        session.Company.Edit("SalesReceipt", receipt.Text("Id")!, document => document["PrivateNote"] = "seen");

        session.Company.Documents("SalesReceipt").Single().TotalTax.Should().Be(8.27m);
    }

    [Fact]
    public async Task Override_survives_a_sparse_update_of_something_else()
    {
        await using Session session = await Session.StartAsync(With(TaxEngine.Automated));
        JsonObject receipt = await session.WriteAsync("salesreceipt", session.Receipt(session.Line("100", taxed: true), "\"TxnTaxDetail\":{\"TotalTax\":8.30}"));

        JsonObject updated = await session.WriteAsync("salesreceipt", $$"""{"Id":"{{receipt.Text("Id")}}","SyncToken":"0","sparse":true,"PrivateNote":"x"}""");

        updated.Amount("TotalAmt").Should().Be(108.30m);
    }

    [Fact]
    public async Task Shipping_tax_comes_on_top_of_an_explicit_total_unless_it_is_said_to_be_in_it()
    {
        await using Session session = await Session.StartAsync(new CompanyOptions { TaxEngine = TaxEngine.Automated, AutomatedTaxOnShipping = true });
        string lines = session.Line("100", taxed: true) + "," + session.Line("10", item: "SHIPPING_ITEM_ID");

        JsonObject onTop = await session.WriteAsync("salesreceipt", session.Receipt(lines, "\"TxnTaxDetail\":{\"TotalTax\":9.09}"));
        JsonObject within = await session.WriteAsync("salesreceipt", session.Receipt(lines, "\"TxnTaxDetail\":{\"TotalTax\":9.09},\"ShippingTaxIncludedInTotalTax\":true"));

        onTop.Amount("TotalAmt").Should().Be(119.92m);
        within.Amount("TotalAmt").Should().Be(119.09m);
    }

    [Fact]
    public async Task Shipping_field_needs_the_preference_and_is_not_taxed_by_the_automated_engine()
    {
        await using Session session = await Session.StartAsync(With(TaxEngine.Automated));
        await using Session without = await Session.StartAsync(new CompanyOptions { AllowShipping = false });

        JsonObject receipt = await session.WriteAsync("salesreceipt", session.Receipt(session.Line("10", taxed: true, item: "SHIPPING_ITEM_ID")));
        string refused = await without.RefusedAsync("salesreceipt", without.Receipt(without.Line("10", item: "SHIPPING_ITEM_ID")));

        receipt.Amount("TotalAmt").Should().Be(10m);
        refused.Should().Be("6000");
    }

    [Fact]
    public async Task Tax_on_a_document_without_taxable_lines_is_6470()
    {
        await using Session session = await Session.StartAsync(With(TaxEngine.Automated));

        (await session.RefusedAsync("salesreceipt", session.Receipt(session.Line("10"), "\"TxnTaxDetail\":{\"TotalTax\":1}"))).Should().Be("6470");
    }

    [Fact]
    public async Task Tax_inclusive_is_refused_in_the_us()
    {
        await using Session session = await Session.StartAsync(With(TaxEngine.Automated));

        (await session.RefusedAsync("salesreceipt", session.Receipt(session.Line("10"), "\"GlobalTaxCalculation\":\"TaxInclusive\""))).Should().Be("6000");
    }

    [Fact]
    public async Task Tax_service_answers_the_bare_object_and_its_code_taxes_documents()
    {
        await using Session session = await Session.StartAsync(With(TaxEngine.Manual));

        (_, JsonObject? created) = await session.PostAsync("taxservice/taxcode", """{"TaxCode":"NV-8.265","TaxRateDetails":[{"TaxRateName":"NV 8.265","RateValue":8.265,"TaxAgencyId":"1","TaxApplicableOn":"Sales"}]}""");
        JsonObject receipt = await session.WriteAsync("salesreceipt", session.Receipt(session.Line("100", taxed: true), $$""" "TxnTaxDetail":{"TxnTaxCodeRef":{"value":"{{created.Text("TaxCodeId")}}"} }"""));
        string again = await session.RefusedAsync("taxservice/taxcode", """{"TaxCode":"NV-8","TaxRateDetails":[{"TaxRateName":"NV 8.265","RateValue":8,"TaxAgencyId":"1"}]}""");

        created!.ContainsKey("TaxService").Should().BeFalse();
        receipt.Amount("TotalAmt").Should().Be(108.27m);
        again.Should().Be("6240");
    }

    [Fact]
    public async Task Outside_the_us_every_line_needs_a_numeric_code_and_the_calculation_must_be_named()
    {
        await using Session session = await Session.StartAsync(new CompanyOptions { Country = "CA", TaxEngine = TaxEngine.Manual });
        string code = session.Company.AddTaxCode("GST/QST", 5m, 9.975m);
        string line = session.Line("4495.16").Replace("\"NON\"", $"\"{code}\"");
        string bare = $$"""{"DetailType":"SalesItemLineDetail","Amount":1,"SalesItemLineDetail":{"ItemRef":{"value":"{{session.ItemId}}"} } }""";

        (await session.RefusedAsync("salesreceipt", session.Receipt(line))).Should().Be("2020");
        (await session.RefusedAsync("salesreceipt", session.Receipt(bare, "\"GlobalTaxCalculation\":\"TaxExcluded\""))).Should().Be("6000");
        (await session.RefusedAsync("salesreceipt", session.Receipt(line, "\"GlobalTaxCalculation\":\"NotApplicable\",\"TxnTaxDetail\":{\"TotalTax\":1}"))).Should().Be("6170");
        JsonObject receipt = await session.WriteAsync("salesreceipt", session.Receipt(line, "\"GlobalTaxCalculation\":\"TaxExcluded\""));

        receipt["TxnTaxDetail"]!["TaxLine"]!.AsArray().Select(tax => tax!["Amount"]!.GetValue<decimal>()).Should().Equal(224.76m, 448.39m);
    }
}

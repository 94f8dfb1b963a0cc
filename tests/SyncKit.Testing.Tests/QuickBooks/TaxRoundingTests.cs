using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks;

namespace SyncKit.Testing.Tests.QuickBooks;

public sealed class TaxRoundingTests
{
    private static CompanyOptions Company(TaxEngine engine, TaxRounding rounding, bool keepsStated = true) =>
        new() { TaxEngine = engine, TaxRounding = rounding, KeepsStatedTax = keepsStated, AutomatedTaxRates = [15m] };

    private static CompanyOptions Abroad(string country, Action<CompanyOptions>? configure = null)
    {
        CompanyOptions company = new() { Country = country };
        configure?.Invoke(company);
        return company;
    }

    private static string Coded(Session session, string amount, string code, string more = "") =>
        $$"""{"DetailType":"SalesItemLineDetail","Amount":{{amount}},"SalesItemLineDetail":{"ItemRef":{"value":"{{session.ItemId}}"},"TaxCodeRef":{"value":"{{code}}"}{{more}} } }""";

    private static string Stated(string rate, string amount, string code = "") =>
        $$""" "TxnTaxDetail":{ {{(code.Length > 0 ? $"\"TxnTaxCodeRef\":{{\"value\":\"{code}\"}}," : "")}} "TotalTax":{{amount}},"TaxLine":[{"Amount":{{amount}},"DetailType":"TaxLineDetail","TaxLineDetail":{"TaxRateRef":{"value":"{{rate}}"} } }]}""";

    private static async Task<string> RateAsync(Session session, string code)
    {
        JsonObject codes = await session.QueryAsync($"select * from TaxCode where Id = '{code}'");
        return codes["TaxCode"]![0]!["SalesTaxRateList"]!["TaxRateDetail"]![0]!["TaxRateRef"]!["value"]!.GetValue<string>();
    }

    private static IEnumerable<decimal> TaxLines(JsonObject document) =>
        document["TxnTaxDetail"]!["TaxLine"]!.AsArray().Select(line => line!["Amount"]!.GetValue<decimal>());

    [Theory]
    [InlineData(TaxEngine.Manual, TaxRounding.PerSubtotal, 4.55)]
    [InlineData(TaxEngine.Manual, TaxRounding.PerLine, 4.56)]
    [InlineData(TaxEngine.Automated, TaxRounding.PerSubtotal, 4.55)]
    [InlineData(TaxEngine.Automated, TaxRounding.PerLine, 4.56)]
    public async Task Trap_19_company_rounds_once_per_rate_or_on_every_line(TaxEngine engine, TaxRounding rounding, decimal tax)
    {
        await using Session session = await Session.StartAsync(Company(engine, rounding));
        string code = session.Company.AddTaxCode("T15", 15m);
        string lines = string.Join(',', Enumerable.Repeat(session.Line("10.10", taxed: true), 3));

        JsonObject receipt = await session.WriteAsync("salesreceipt", session.Receipt(lines, $$""" "TxnTaxDetail":{"TxnTaxCodeRef":{"value":"{{code}}"} }"""));

        receipt["TxnTaxDetail"]!["TotalTax"]!.GetValue<decimal>().Should().Be(tax);
    }

    [Theory]
    [InlineData(TaxRounding.PerSubtotal, 4.55)]
    [InlineData(TaxRounding.PerLine, 4.56)]
    public async Task Company_abroad_rounds_once_per_rate_or_on_every_line(TaxRounding rounding, decimal tax)
    {
        await using Session session = await Session.StartAsync(Abroad("AU", company => company.TaxRounding = rounding));
        string code = session.Company.AddTaxCode("T15", 15m);
        string lines = string.Join(',', Enumerable.Repeat(Coded(session, "10.10", code), 3));

        JsonObject receipt = await session.WriteAsync("salesreceipt", session.Receipt(lines, "\"GlobalTaxCalculation\":\"TaxExcluded\""));

        TaxLines(receipt).Should().Equal(tax);
    }

    [Theory]
    [InlineData(true, 1.60)]
    [InlineData(false, 1.52)]
    public async Task Stated_tax_of_a_manual_company_is_kept_or_computed_whatever_it_says(bool keeps, decimal tax)
    {
        await using Session session = await Session.StartAsync(Company(TaxEngine.Manual, TaxRounding.PerSubtotal, keeps));
        string code = session.Company.AddTaxCode("T15", 15m);

        JsonObject receipt = await session.WriteAsync("salesreceipt", session.Receipt(session.Line("10.10", taxed: true), Stated(await RateAsync(session, code), "1.60", code)));

        receipt.Amount("TotalAmt").Should().Be(10.10m + tax);
    }

    [Theory]
    [InlineData(true, 2.03)]
    [InlineData(false, 2.02)]
    public async Task Stated_tax_of_a_company_abroad_is_kept_or_computed_whatever_it_says(bool keeps, decimal tax)
    {
        await using Session session = await Session.StartAsync(Abroad("GB", company => company.KeepsStatedTax = keeps));
        string code = session.Company.AddStandardTaxCodes()["20.0% S"];

        JsonObject receipt = await session.WriteAsync("salesreceipt", session.Receipt(
            Coded(session, "10.10", code), "\"GlobalTaxCalculation\":\"TaxExcluded\"," + Stated(await RateAsync(session, code), "2.03")));

        receipt.Amount("TotalAmt").Should().Be(10.10m + tax);
    }

    [Fact]
    public async Task Compound_rate_is_taken_on_the_amount_plus_the_simple_tax()
    {
        await using Session session = await Session.StartAsync(Abroad("CA"));
        string code = session.Company.AddTaxCode("Compound", ("GST", 5m, false), ("Old QST", 9.5m, true));

        JsonObject receipt = await session.WriteAsync("salesreceipt", session.Receipt(Coded(session, "100", code), "\"GlobalTaxCalculation\":\"TaxExcluded\""));
        JsonObject codes = await session.QueryAsync($"select * from TaxCode where Id = '{code}'");

        TaxLines(receipt).Should().Equal(5m, 9.98m);
        receipt["TxnTaxDetail"]!["TaxLine"]![1]!["TaxLineDetail"]!["NetAmountTaxable"]!.GetValue<decimal>().Should().Be(105m);
        codes["TaxCode"]![0]!["SalesTaxRateList"]!["TaxRateDetail"]!.AsArray().Select(rate => rate!["TaxTypeApplicable"]!.GetValue<string>())
            .Should().Equal("TaxOnAmount", "TaxOnAmountPlusTax");
    }

    [Fact]
    public async Task Tax_inclusive_line_carries_its_net_and_a_wrong_inclusive_amount_is_refused()
    {
        await using Session session = await Session.StartAsync(Abroad("GB"));
        string code = session.Company.AddStandardTaxCodes()["20.0% S"];
        string Receipt(string net, string inclusive) => session.Receipt(Coded(session, net, code, $",\"TaxInclusiveAmt\":{inclusive}"), "\"GlobalTaxCalculation\":\"TaxInclusive\"");

        JsonObject receipt = await session.WriteAsync("salesreceipt", Receipt("8.33", "10.00"));
        string gross = await session.RefusedAsync("salesreceipt", Receipt("10.00", "10.00"));

        receipt.Amount("TotalAmt").Should().Be(10m);
        receipt["Line"]![0]!["SalesItemLineDetail"]!["TaxInclusiveAmt"]!.GetValue<decimal>().Should().Be(10m);
        gross.Should().Be("6000");
    }

    [Fact]
    public async Task Wrong_inclusive_amount_makes_the_net_anew_where_the_switch_says_so()
    {
        await using Session session = await Session.StartAsync(Abroad("GB", company => company.RefusesWrongInclusiveAmounts = false));
        string code = session.Company.AddStandardTaxCodes()["20.0% S"];

        JsonObject receipt = await session.WriteAsync("salesreceipt", session.Receipt(
            Coded(session, "10.00", code, ",\"TaxInclusiveAmt\":10.00"), "\"GlobalTaxCalculation\":\"TaxInclusive\""));

        receipt["Line"]![0]!["Amount"]!.GetValue<decimal>().Should().Be(8.33m);
        receipt.Amount("TotalAmt").Should().Be(10m);
    }

    [Fact]
    public async Task Zero_rate_and_exempt_code_tax_nothing()
    {
        await using Session session = await Session.StartAsync(Abroad("GB"));
        IReadOnlyDictionary<string, string> codes = session.Company.AddStandardTaxCodes();

        JsonObject receipt = await session.WriteAsync("salesreceipt", session.Receipt(
            Coded(session, "10", codes["0.0% Z"]) + "," + Coded(session, "5", codes["Exempt"]), "\"GlobalTaxCalculation\":\"TaxExcluded\""));

        receipt.Amount("TotalAmt").Should().Be(15m);
        TaxLines(receipt).Should().Equal(0m);
    }

    [Fact]
    public async Task Document_without_tax_takes_no_tax_from_its_codes()
    {
        await using Session session = await Session.StartAsync(Abroad("GB"));
        string code = session.Company.AddStandardTaxCodes()["20.0% S"];

        JsonObject receipt = await session.WriteAsync("salesreceipt", session.Receipt(Coded(session, "10", code), "\"GlobalTaxCalculation\":\"NotApplicable\""));

        receipt.Amount("TotalAmt").Should().Be(10m);
        receipt.ContainsKey("TxnTaxDetail").Should().BeFalse();
    }

    [Theory]
    [InlineData("TAX", "6000")]
    [InlineData("NON", "6000")]
    [InlineData("999", "2500")]
    public async Task Line_code_abroad_is_the_id_of_a_tax_code(string code, string fault)
    {
        await using Session session = await Session.StartAsync(Abroad("GB"));

        (await session.RefusedAsync("salesreceipt", session.Receipt(Coded(session, "10", code), "\"GlobalTaxCalculation\":\"TaxExcluded\""))).Should().Be(fault);
    }

    [Fact]
    public async Task Rates_of_the_same_name_are_shared_by_the_codes_of_a_country()
    {
        await using Session session = await Session.StartAsync(Abroad("CA"));
        IReadOnlyDictionary<string, string> codes = session.Company.AddStandardTaxCodes();

        JsonObject receipt = await session.WriteAsync("salesreceipt", session.Receipt(
            Coded(session, "100", codes["GST"]) + "," + Coded(session, "100", codes["GST/QST QC"]), "\"GlobalTaxCalculation\":\"TaxExcluded\""));

        TaxLines(receipt).Should().Equal(10m, 9.98m);
    }
}

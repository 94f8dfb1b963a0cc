using System.Text.Json;
using CsCheck;
using SyncKit.Commerce;
using SyncKit.Ledger;
using SyncKit.QuickBooks.Documents;
using SyncKit.QuickBooks.Tests.Hosting;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.Tests.Documents;

public class OrderTransformerTests
{
    private static readonly OrderTransformer Transformer = new();

    private static readonly LedgerDocument Sale = Shop.Posted("sale", "SalesReceipt");

    private static readonly Gen<Company> Companies =
        from discount in Gen.Bool
        from account in OrderGen.OneOf("9", "")
        select Shop.Company with { AllowDiscount = discount, DiscountAccountId = account };

    private static TransformResult<QuickBooksDocument> Transform(
        Order order, Company? company = null, string? settings = null, params LedgerDocument[] posted) =>
        Transformer.Transform(order, Shop.Context(order, company, settings, posted));

    private static string Settings(string more) => $$"""{"realmId":"9341450",{{more}}}""";

    [Fact]
    public void Lines_and_tax_less_discount_are_the_total_of_every_order_and_refund() =>
        Gen.Select(OrderGen.Any, Companies).Sample((order, company) =>
        {
            Desk desk = new() { Company = company };
            desk.Settle(order);
            foreach (DocumentDraft<QuickBooksDocument> draft in desk.Drafts)
            {
                SentDocument sent = SentDocument.Of(draft);
                sent.Total.Should().Be(Math.Abs(draft.Total));
                sent.Tax.Should().Be(Math.Abs(draft.Tax));
            }

            desk.Drafts.Sum(draft => draft.Total).Should().Be(order.Total - order.Refunds.Sum(refund => refund.Amount));
            desk.Total.Should().Be(desk.Drafts.Sum(draft => draft.Total));
        });

    [Fact]
    public void No_line_is_negative_and_quantity_times_price_gives_its_amount() =>
        Gen.Select(OrderGen.Any, Companies).Sample((order, company) =>
        {
            foreach (DocumentDraft<QuickBooksDocument> draft in Transform(order, company, null, Sale).Drafts)
            {
                foreach (JsonElement line in SentDocument.Of(draft).Lines)
                {
                    decimal amount = line.GetProperty("Amount").GetDecimal();
                    amount.Should().BeGreaterThanOrEqualTo(0);
                    if (line.TryGetProperty("SalesItemLineDetail", out JsonElement detail) && detail.TryGetProperty("UnitPrice", out JsonElement price))
                    {
                        decimal.Round(price.GetDecimal(), 6).Should().Be(price.GetDecimal());
                        decimal.Round(detail.GetProperty("Qty").GetDecimal() * price.GetDecimal(), 2, MidpointRounding.AwayFromZero).Should().Be(amount);
                    }
                }
            }
        });

    [Fact]
    public void The_same_order_gives_the_same_bytes_and_hash() => OrderGen.Any.Sample(order =>
    {
        TransformResult<QuickBooksDocument> first = Transform(order, null, null, Sale);
        TransformResult<QuickBooksDocument> second = Transform(order, null, null, Sale);
        second.Drafts.Select(draft => draft.Hash).Should().Equal(first.Drafts.Select(draft => draft.Hash));
        second.Drafts.Select(draft => draft.Document!.ToString()).Should().Equal(first.Drafts.Select(draft => draft.Document!.ToString()));
    });

    [Fact]
    public void No_control_character_or_half_of_a_pair_is_sent() => OrderGen.Any.Sample(order =>
    {
        foreach (DocumentDraft<QuickBooksDocument> draft in Transform(order).Drafts)
        {
            foreach (JsonElement line in SentDocument.Of(draft).Lines)
            {
                string text = line.TryGetProperty("Description", out JsonElement description) ? description.GetString()! : "";
                text.Should().NotContainAny("\ud83d", "\n", "\0");
                text.Any(c => char.IsControl(c) || char.IsSurrogate(c)).Should().BeFalse();
            }
        }
    });

    [Fact]
    public void Amounts_of_another_scale_give_the_same_document()
    {
        Order order = Shop.Order(price: 10m, quantity: 1);
        Order scaled = order with { Total = 10.00m, Lines = [Shop.Line(10.000m)] };
        Transform(scaled).Drafts[0].Hash.Should().Be(Transform(order).Drafts[0].Hash);
    }

    [Fact]
    public void A_discount_is_one_line_that_is_taken_off_before_tax()
    {
        Order order = Shop.Order() with { Lines = [Shop.Line(30m, 2, subtotal: 39.80m, tax: 2m)], TotalTax = 2m, Total = 32m };
        SentDocument sent = SentDocument.Of(Transform(order).Drafts[0]);
        sent.Items.Should().Be(39.80m);
        sent.Discount.Should().Be(9.80m);
        sent.Root.GetProperty("ApplyTaxAfterDiscount").GetBoolean().Should().BeTrue();
        sent.Lines[^1].GetProperty("DiscountLineDetail").GetProperty("DiscountAccountRef").GetProperty("value").GetString().Should().Be("9");
    }

    [Fact]
    public void A_company_without_discounts_gets_net_lines_and_rebates_taken_off_them()
    {
        Order order = Shop.Order() with
        {
            Lines = [Shop.Line(30m, 2, subtotal: 39.80m), Shop.Line(10m, name: "Cap", sku: "C")],
            Fees = [new FeeLine { Id = "9", Name = "Loyalty", Total = -4m, TotalTax = 0 }],
            Total = 36m,
        };
        SentDocument sent = SentDocument.Of(Transform(order, Shop.Company with { AllowDiscount = false }).Drafts[0]);
        sent.Lines.Select(line => line.GetProperty("Amount").GetDecimal()).Should().Equal(27m, 9m);
    }

    [Fact]
    public void A_price_that_does_not_divide_keeps_six_decimals_or_goes_into_the_description()
    {
        Order order = Shop.Order() with
        {
            Lines = [Shop.Line(100m, 3, name: "Cap"), Shop.Line(100.01m, 70_000, name: "Screw", sku: "S", id: "2")], Total = 200.01m,
        };
        List<JsonElement> lines = SentDocument.Of(Transform(order).Drafts[0]).Lines;
        lines[0].GetProperty("SalesItemLineDetail").GetProperty("UnitPrice").GetDecimal().Should().Be(33.333333m);
        lines[1].GetProperty("SalesItemLineDetail").TryGetProperty("UnitPrice", out _).Should().BeFalse();
        lines[1].GetProperty("Description").GetString().Should().Be("Screw × 70000");
    }

    [Fact]
    public void Only_taxed_lines_are_marked_for_tax()
    {
        Order order = Shop.Order() with
        {
            Lines = [Shop.Line(10m, tax: 1m), Shop.Line(5m, name: "Book", sku: "B")], TotalTax = 1m, Total = 16m,
        };
        SentDocument.Of(Transform(order).Drafts[0]).Lines
            .Select(line => line.GetProperty("SalesItemLineDetail").GetProperty("TaxCodeRef").GetProperty("value").GetString())
            .Should().Equal("TAX", "NON");
    }

    [Fact]
    public void Tax_by_hand_is_spread_over_the_rates_of_the_code()
    {
        Order order = Shop.Order(tax: 3.29m);
        Company company = Shop.Company with { TaxEngine = TaxEngine.Manual };
        TransformResult<QuickBooksDocument> refused = Transform(order, company);
        refused.Refusal!.Code.Should().Be("quickbooks.tax-code-missing");

        JsonElement tax = SentDocument.Of(Transform(order, company, Settings("\"taxCode\":\"Nevada\"")).Drafts[0]).Root.GetProperty("TxnTaxDetail");
        tax.GetProperty("TotalTax").GetDecimal().Should().Be(3.29m);
        tax.GetProperty("TaxLine").EnumerateArray().Sum(line => line.GetProperty("Amount").GetDecimal()).Should().Be(3.29m);
        tax.GetProperty("TaxLine")[0].GetProperty("TaxLineDetail").GetProperty("NetAmountTaxable").GetDecimal().Should().Be(39.80m);
    }

    [Fact]
    public void Tax_can_be_a_line()
    {
        DocumentDraft<QuickBooksDocument> draft =
            Transform(Shop.Order(tax: 3.29m), Shop.Company with { TaxEngine = TaxEngine.None }, Settings("\"taxAsLine\":true")).Drafts[0];
        draft.Total.Should().Be(43.09m);
        draft.Tax.Should().Be(0);
        SentDocument.Of(draft).Items.Should().Be(43.09m);
    }

    [Fact]
    public void A_long_payment_id_goes_into_the_note_whole()
    {
        Order order = Shop.Order() with { Payment = new OrderPayment { Title = "Visa", TransactionId = "pi_3QabcdefghijklmnopqrstuvW" } };
        SentDocument sent = SentDocument.Of(Transform(order).Drafts[0]);
        sent.Root.TryGetProperty("PaymentRefNum", out _).Should().BeFalse();
        sent.Text("PrivateNote").Should().Be("woo:us-store/order/1042 payment pi_3QabcdefghijklmnopqrstuvW");
    }

    [Fact]
    public void Numbers_are_left_out_where_QuickBooks_gives_them_and_refused_where_they_are_too_long()
    {
        SentDocument.Of(Transform(Shop.Order(), Shop.Company with { CustomNumbers = false }).Drafts[0]).Text("DocNumber").Should().BeEmpty();
        Order odd = Shop.Order() with { Number = "2026-NORTHWEST-0000001042" };
        Transform(odd).Refusal!.Code.Should().Be("quickbooks.number-too-long");
        Order refunded = Shop.Order() with { Number = "2026-NORTHWEST-1042", Refunds = [Shop.Refund("999", 1m)] };
        Desk desk = new() { Settings = Settings("\"docNumberPrefix\":\"W-\"") };
        desk.Settle(refunded);
        SentDocument.Of(desk.Drafts[1]).Text("DocNumber").Should().Be("W-R999");
    }

    [Theory]
    [InlineData("pending", "status-pending")]
    [InlineData("cancelled", "status-cancelled")]
    [InlineData("trash", "trash")]
    public void What_has_no_place_is_skipped_and_what_was_posted_is_voided(string status, string rule)
    {
        Order order = Shop.Order() with { Status = status };
        TransformResult<QuickBooksDocument> result = Transform(
            order, null, null, Sale, Shop.Posted("refund:17", "RefundReceipt"), Shop.Posted("refund:18", "RefundReceipt", state: DocumentState.Voided));
        result.SkipRule.Should().Be(rule);
        result.Drafts.Select(draft => (draft.Key, draft.Operation)).Should().Equal(("refund:17", DraftOperation.Void));
        result.MoreFollows.Should().BeTrue();
        Transformer.References(order, Shop.Bare("1042")).Should().BeEmpty();
    }

    [Fact]
    public void A_deleted_order_voids_its_documents()
    {
        TransformResult<QuickBooksDocument> result = Transformer.TransformDeleted(Shop.Bare("1042", null, Sale));
        result.SkipRule.Should().Be("deleted");
        result.Drafts.Single().Operation.Should().Be(DraftOperation.Void);
    }

    [Fact]
    public void A_refund_that_the_shop_took_back_is_voided_before_anything_else()
    {
        TransformResult<QuickBooksDocument> result = Transform(Shop.Order(), null, null, Sale, Shop.Posted("refund:17", "RefundReceipt"));
        result.Drafts.Select(draft => (draft.Key, draft.Operation)).Should().Equal(("refund:17", DraftOperation.Void));
        result.MoreFollows.Should().BeTrue();
    }

    [Fact]
    public void A_free_order_is_posted()
    {
        TransformResult<QuickBooksDocument> result = Transform(Shop.Order(price: 0));
        result.Drafts.Single().Total.Should().Be(0);
    }

    public static TheoryData<string, string, string> Refused => new()
    {
        {
            "sum",
            "quickbooks.amounts-disagree",
            "The lines add up to 39.80 and the tax is 0.00, which differs from the total of 41.00 by 1.20."
        },
        { "over", "quickbooks.over-refunded", "The order's refunds add up to 50.00, more than its total of 39.80." },
        { "currency", "quickbooks.currency", "The order is in EUR, but the QuickBooks company keeps its books in USD only." },
        { "decimals", "quickbooks.decimals", "The total is 39.805, and QuickBooks takes two decimals." },
        { "zero", "quickbooks.zero-tax-code", "T-Shirt M has no tax, and the QuickBooks company needs a tax code on every line." },
        { "notax", "quickbooks.no-sales-tax", "There is 1.00 of tax, but sales tax is switched off in the QuickBooks company." },
        { "foreign", "quickbooks.currency", "The order is in EUR, which is not among the currencies of the QuickBooks company." },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_cannot_be_posted_to_the_cent_is_refused_with_its_figures(string wrong, string code, string message)
    {
        Order order = wrong switch
        {
            "sum" => Shop.Order() with { Total = 41m },
            "over" => Shop.Order() with { Refunds = [Shop.Refund("17", 50m)] },
            "currency" or "foreign" => Shop.Order() with { Currency = "EUR" },
            "decimals" => Shop.Order() with { Total = 39.805m },
            "notax" => Shop.Order(tax: 1m),
            _ => Shop.Order(),
        };
        Company company = wrong switch
        {
            "zero" => Shop.Company with { Country = "CA", TaxEngine = TaxEngine.Manual },
            "notax" => Shop.Company with { TaxEngine = TaxEngine.None },
            "foreign" => Shop.Company with { MultiCurrency = true, Currencies = ["USD", "GBP"] },
            _ => Shop.Company,
        };
        TransformResult<QuickBooksDocument> result = Transform(order, company);
        result.Refusal!.Code.Should().Be(code);
        result.Refusal.Message.Should().Be(message);
        result.Refusal.Remedy.Should().NotBeEmpty();
    }

    [Fact]
    public void Wrong_settings_park_the_connection()
    {
        TransformResult<QuickBooksDocument> result = Transformer.Transform(Shop.Order(), Shop.Bare("1042", """{"realmId":"9","taxAsLine":"maybe"}"""));
        result.Refusal!.Code.Should().Be("quickbooks.settings");
        result.Refusal.Message.Should().Contain("taxAsLine");
    }
}

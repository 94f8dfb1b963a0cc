namespace SyncKit.QuickBooks.Tests.PostedOrders;

public sealed class PostedOrdersTests(PostingRuns runs) : IClassFixture<PostingRuns>
{
    [Fact]
    public void Every_document_comes_to_its_orders_total_in_its_currency_in_every_profile()
    {
        foreach (PostingRun run in runs.All)
        {
            run.Orders.Should().HaveCount(269);
            foreach (PostedOrder order in run.Orders)
            {
                foreach (PostedDocument document in order.Documents)
                {
                    string which = $"{document.Key} of order {order.Order.Id} of {run.Profile.Name}";
                    document.Total.Should().Be(document.OrderTotal, which);
                    document.Booked.Currency.Should().Be(order.Order.Currency, which);
                    document.Proof.Residual.Should().Be(0, which);
                    document.Proof.DocumentTotal.Should().Be(document.Booked.TotalAmt, which);
                    document.Proof.DocumentTax.Should().Be(document.Booked.TotalTax, which);
                }
            }
        }
    }

    [Fact]
    public void Every_document_has_its_orders_tax_and_no_rounding_line_unless_the_company_computes_its_own()
    {
        foreach (PostingRun run in runs.All.Where(static run => run.Profile.KeepsTax))
        {
            foreach (PostedDocument document in run.Documents)
            {
                document.Tax.Should().Be(document.OrderTax, "{0} of {1} of {2}", document.Key, document.Booked.DocNumber, run.Profile.Name);
                document.Rounding.Should().Be(0, "{0} of {1} of {2}", document.Key, document.Booked.DocNumber, run.Profile.Name);
            }
        }
    }

    [Fact]
    public void A_company_that_computes_its_own_tax_gets_rounding_lines_for_exactly_the_difference()
    {
        List<PostedDocument> documents = [.. runs.All.Where(static run => !run.Profile.KeepsTax).SelectMany(static run => run.Documents)];

        documents.Should().Contain(static document => document.Rounding != 0);
        documents.Should().OnlyContain(static document => document.Rounding == (document.IsRefund ? document.Tax - document.OrderTax : document.OrderTax - document.Tax));
    }

    [Fact]
    public void Every_order_has_all_its_documents_unless_it_is_empty_or_named_as_one_that_the_company_cannot_hold()
    {
        foreach (PostingRun run in runs.All)
        {
            run.HeldOrders.ToDictionary(static order => order.Order.Id, static order => order.Refusal!.Code).Should().BeEquivalentTo(run.Profile.Held, run.Profile.Name);
            foreach (PostedOrder order in run.Orders.Where(static order => order.Refusal is null))
            {
                bool isEmpty = order.Order.Total == 0 && order.Order.Lines.Count == 0;
                order.SkipRule.Should().Be(isEmpty ? order.SkipRule : null, "order {0} of {1}", order.Order.Id, run.Profile.Name);
                order.Documents.Should().HaveCount(isEmpty ? 0 : 1 + order.Order.Refunds.Count, "order {0} of {1}", order.Order.Id, run.Profile.Name);
            }
        }
    }

    [Fact]
    public void Documents_of_prices_with_tax_are_tax_inclusive()
    {
        PostingRun inclusive = runs.Main.Single(static run => run.Profile.PricesIncludeTax);

        inclusive.Documents.Should().OnlyContain(static document => document.Booked.Json.Contains("\"GlobalTaxCalculation\":\"TaxInclusive\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_page_shows_what_was_run()
    {
        string page = PostedOrdersPage.Write(runs);
        if (Environment.GetEnvironmentVariable("SYNCKIT_UPDATE_DOCS") is { Length: > 0 })
        {
            await File.WriteAllTextAsync(PostedOrdersPage.Path, page, TestContext.Current.CancellationToken);
        }

        string committed = await File.ReadAllTextAsync(PostedOrdersPage.Path, TestContext.Current.CancellationToken);
        committed.Should().Be(page);
    }
}

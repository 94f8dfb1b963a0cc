using CsCheck;
using SyncKit.Commerce;
using SyncKit.QuickBooks.Documents;
using SyncKit.QuickBooks.Tests.Hosting;

namespace SyncKit.QuickBooks.Tests.Documents;

public class RefundTests
{
    private static readonly QuickBooksSettings Settings = new();

    private static IReadOnlyList<RefundShare> Shares(Order order) => RefundLines.Of(order, Settings, new ItemReferences(order, Settings));

    [Fact]
    public void Refunds_by_amount_never_exceed_a_line_or_a_tax_and_a_whole_one_is_the_sale() => OrderGen.RefundedByAmount.Sample(order =>
    {
        List<ShopLine> refunded = [.. Shares(order).SelectMany(share => share.Lines)];
        foreach (OrderLine line in order.Lines)
        {
            ShopLine[] parts = [.. refunded.Where(part => part.Id == line.Id)];
            parts.All(part => part.Net >= 0 && part.Tax >= 0).Should().BeTrue();
            parts.Sum(part => part.Net).Should().BeLessThanOrEqualTo(line.Total);
            parts.Sum(part => part.Tax).Should().BeLessThanOrEqualTo(line.TotalTax);
        }

        decimal given = order.Refunds.Sum(refund => refund.Amount);
        refunded.Sum(part => part.Net + part.Tax).Should().Be(given);
        if (given == order.Total)
        {
            refunded.Sum(part => part.Tax).Should().Be(order.TotalTax);
        }
    });

    [Fact]
    public void An_amount_is_prorated_over_lines_and_their_taxes()
    {
        Order order = Shop.Order() with
        {
            Lines = [Shop.Line(60m, tax: 6m, id: "1"), Shop.Line(30m, name: "Book", sku: "B", id: "2")],
            Shipping = [new ShippingLine { Id = "3", Title = "Flat rate", Total = 10m, TotalTax = 1m }],
            TotalTax = 7m,
            Total = 107m,
            Refunds = [Shop.Refund("17", 53.50m)],
        };
        Desk desk = new();
        desk.Settle(order);
        SentDocument refund = desk.Sent("refund:17");
        refund.Lines.Select(line => line.GetProperty("Amount").GetDecimal()).Should().Equal(30m, 15m, 5m);
        refund.Tax.Should().Be(3.50m);
        refund.Codes.Should().Equal("TAX", "NON", "TAX");
        desk.Drafts[1].Tax.Should().Be(-3.50m);
    }

    [Fact]
    public void What_earlier_refunds_took_is_not_given_back_again()
    {
        Order order = Shop.Order() with
        {
            Lines = [Shop.Line(60m, tax: 6m, id: "1"), Shop.Line(30m, name: "Book", sku: "B", id: "2")],
            TotalTax = 6m,
            Total = 96m,
            Refunds =
            [
                Shop.Refund("17", 66m, 6m, new RefundLine { OriginalLineId = "1", Name = "T-Shirt M", Quantity = 1, Total = 60m, TotalTax = 6m }),
                Shop.Refund("18", 30m),
            ],
        };
        RefundShare last = Shares(order)[1];
        last.Tax.Should().Be(0);
        last.Lines.Select(line => (line.Id, line.Net)).Should().Equal(("2", 30m));
    }

    [Fact]
    public void A_refund_of_more_than_its_lines_names_the_rest_and_one_of_less_reduces_them()
    {
        RefundLine shirt = new() { OriginalLineId = "1", Name = "T-Shirt M", Quantity = 1, Total = 19.90m, TotalTax = 0 };
        Desk desk = new();
        desk.Settle(Shop.Order() with { Refunds = [Shop.Refund("17", 20m, 0, shirt), Shop.Refund("18", 15m, 0, shirt)] });
        desk.Sent("refund:17").Lines.Select(line => line.GetProperty("Amount").GetDecimal()).Should().Equal(19.90m, 0.10m);
        desk.Sent("refund:18").Lines.Select(line => line.GetProperty("Amount").GetDecimal()).Should().Equal(15m);
    }

    [Fact]
    public void A_gift_card_is_given_back_in_its_part_too()
    {
        Order order = Shop.Order(price: 50m) with
        {
            Fees = [new FeeLine { Id = "9", Name = "Gift card", Total = -20m, TotalTax = 0 }],
            Total = 80m,
            Refunds = [Shop.Refund("17", 80m)],
        };
        Desk desk = new() { Settings = """{"realmId":"9341450","giftCards":{"feeNames":["gift card"],"item":"Gift cards sold"}}""" };
        desk.Settle(order);
        desk.Sent("sale").Lines.Select(line => line.GetProperty("Amount").GetDecimal()).Should().Equal(100m, -20m);
        desk.Sent("refund:17").Lines.Select(line => line.GetProperty("Amount").GetDecimal()).Should().Equal(100m, -20m);
        desk.Sold.Should().Be(0);
    }
}

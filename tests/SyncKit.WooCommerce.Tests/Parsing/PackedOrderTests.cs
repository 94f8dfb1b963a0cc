using SyncKit.Commerce;
using SyncKit.Fixtures;
using SyncKit.WooCommerce.Parsing;

namespace SyncKit.WooCommerce.Tests.Parsing;

public sealed class PackedOrderTests
{
    private static readonly IReadOnlyList<(string Name, Order Order)> All =
        [.. RecordedOrders.All().Select(recorded => (recorded.Name, OrderParser.Parse(recorded.Payload)))];

    [Fact]
    public void All_recorded_orders_are_there_once_in_every_currency_and_status()
    {
        All.Should().HaveCount(269);
        All.Select(recorded => recorded.Order.Id).Should().Equal(RecordedOrders.All().Select(recorded => recorded.Id)).And.OnlyHaveUniqueItems();
        All.CountBy(recorded => recorded.Order.Currency).Should().BeEquivalentTo(
            new Dictionary<string, int> { ["USD"] = 266, ["EUR"] = 1, ["JPY"] = 1, ["KWD"] = 1 });
        All.CountBy(recorded => recorded.Order.Status).Should().BeEquivalentTo(new Dictionary<string, int>
        {
            ["completed"] = 154, ["processing"] = 59, ["pending"] = 17, ["on-hold"] = 10, ["failed"] = 10, ["cancelled"] = 9, ["refunded"] = 7,
            ["checkout-draft"] = 1, ["auto-draft"] = 1, ["trash"] = 1,
        });
    }

    [Fact]
    public void The_lines_of_each_add_up_to_its_total_and_the_rates_to_its_tax()
    {
        foreach ((string name, Order order) in All)
        {
            decimal net = order.Lines.Sum(line => line.Total) + order.Shipping.Sum(line => line.Total) + order.Fees.Sum(line => line.Total);

            (net + order.TotalTax).Should().Be(order.Total, "of {0}", name);
            order.Taxes.Sum(tax => tax.LineTax + tax.ShippingTax).Should().Be(order.TotalTax, "of {0}", name);
        }
    }

    [Fact]
    public void The_refunded_ones_have_their_refunds_which_never_exceed_what_was_paid()
    {
        All.Where(recorded => recorded.Order.Refunds.Count > 0).Sum(recorded => recorded.Order.Refunds.Count).Should().Be(9);
        foreach ((string name, Order order) in All.Where(recorded => recorded.Order.Refunds.Count > 0))
        {
            order.Refunds.Sum(refund => refund.Amount).Should().BeInRange(0.01m, order.Total, "of {0}", name);
            foreach (Refund refund in order.Refunds.Where(refund => refund.Lines.Count + refund.Charges.Count > 0))
            {
                decimal parts = refund.Lines.Sum(line => line.Total) + refund.Charges.Sum(line => line.Total) + refund.TotalTax;
                parts.Should().Be(refund.Amount, "of refund {0} of {1}", refund.Id, name);
            }
        }
    }

    [Fact]
    public void None_of_the_orders_in_the_recorded_folder_is_missing()
    {
        // Its refund was not recorded, so the pack leaves it out.
        const string Unrefunded = "2376";
        IEnumerable<string> recorded = RecordedTraffic.Orders().Select(order =>
        {
            using System.Text.Json.JsonDocument document = System.Text.Json.JsonDocument.Parse(order.Json);
            return document.RootElement.GetProperty("id").GetRawText();
        });

        recorded.Where(id => id != Unrefunded).Should().BeSubsetOf(All.Select(packed => packed.Order.Id)).And.NotBeEmpty();
    }
}

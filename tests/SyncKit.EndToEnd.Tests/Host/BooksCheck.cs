using SyncKit.Testing.QuickBooks;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.EndToEnd.Tests.Host;

/// <summary>Holds a simulated shop against a simulated company, order by order, to the cent.</summary>
internal static class BooksCheck
{
    private static readonly string[] PostedStatuses = ["processing", "completed", "refunded"];

    public static void Every_order_is_in_the_books_once(WooCommerceSimulator shop, SimulatedCompany company, IReadOnlyList<string>? statuses = null)
    {
        OrderSnapshot[] expected = [.. shop.Store.Snapshot().Where(order => (statuses ?? PostedStatuses).Contains(order.Status))];
        Dictionary<string, BookedDocument[]> sales = Standing(company, "SalesReceipt", "Invoice");
        Dictionary<string, BookedDocument[]> refunds = Standing(company, "RefundReceipt", "CreditMemo");

        string[] markers = [.. expected.Select(order => Marker(order.Id))];
        sales.Keys.Except(markers).Should().BeEmpty("no order is in the books that should not be");
        markers.Except(sales.Keys).Should().BeEmpty("no order is missing");
        foreach (OrderSnapshot order in expected)
        {
            BookedDocument sale = sales[Marker(order.Id)].Should().ContainSingle($"order {order.Id} is one document").Subject;
            sale.TotalAmt.Should().Be(order.Total, $"order {order.Id} agrees");
            sale.TotalTax.Should().Be(order.TotalTax, $"the tax of order {order.Id} agrees");
            BookedDocument[] back = refunds.GetValueOrDefault(Marker(order.Id), []);

            // A refund of nothing, as of a free order, moves no money and needs no document.
            back.Should().HaveCount(order.RefundedTotal == 0m ? 0 : order.RefundCount, $"order {order.Id} has that many refunds");
            back.Sum(refund => refund.TotalAmt).Should().Be(order.RefundedTotal, $"the refunds of order {order.Id} agree");
        }
    }

    /// <summary>Whether nothing is missing any more, for those who wait for it.</summary>
    public static bool HasEveryOrder(WooCommerceSimulator shop, SimulatedCompany company)
    {
        OrderSnapshot[] expected = [.. shop.Store.Snapshot().Where(order => PostedStatuses.Contains(order.Status))];
        return expected.All(order => Standing(company, "SalesReceipt", "Invoice").ContainsKey(Marker(order.Id)))
            && Standing(company, "RefundReceipt", "CreditMemo").Sum(refunds => refunds.Value.Length)
                == expected.Sum(order => order.RefundedTotal == 0m ? 0 : order.RefundCount);
    }

    private static Dictionary<string, BookedDocument[]> Standing(SimulatedCompany company, params string[] entities) => entities
        .SelectMany(company.Documents)
        .Where(document => !document.Voided)
        .GroupBy(document => Order(document.PrivateNote), StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

    private static string Marker(long id) => $"/order/{id}";

    private static string Order(string? note)
    {
        string text = note ?? string.Empty;
        int start = text.IndexOf("/order/", StringComparison.Ordinal);
        start.Should().BeGreaterThan(0, $"the note '{text}' names its order");
        int end = start + "/order/".Length;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return text[start..end];
    }
}

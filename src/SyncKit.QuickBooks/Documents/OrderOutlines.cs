using SyncKit.Adopting;
using SyncKit.Commerce;
using SyncKit.Inbox;
using SyncKit.Ledger;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.Documents;

/// <summary>Outlines the documents of an order, so that those are found which others have entered before. Pure.</summary>
internal static class OrderOutlines
{
    public static IReadOnlyList<DocumentOutline> Of(Order order, RecordKey record, QuickBooksSettings settings, DocumentChoice choice)
    {
        OrderStanding standing = new(order, choice, new Dictionary<string, LedgerDocument>());
        Reference customer = CustomerReference.Of(order, settings);
        DocumentOutline sale = new()
        {
            Key = DocumentKeys.Sale,
            Kinds = Either(standing.SaleKind, DocumentKinds.SalesReceipt, DocumentKinds.Invoice),
            Numbers = DocumentNumbers.LikelyOfSale(order, settings),
            Marker = Marker.OfOrder(record),
            Total = order.Total,
            Tax = settings.TaxAsLine ? 0 : order.TotalTax,
            Currency = order.Currency,
            Date = order.PlacedOn,
            Customer = customer.Details[Detail.Name],
            Email = Text.Email(order.Customer.Email),
        };
        List<DocumentOutline> outlines = [sale];
        outlines.AddRange(Money(order, record, settings, standing, sale));
        outlines.AddRange(RefundLines.Of(order, settings, new ItemReferences(order, settings)).Select(share => sale with
        {
            Key = DocumentKeys.Refund(share.Refund.Id),
            Kinds = Either(standing.RefundKind(share.Refund), DocumentKinds.RefundReceipt, DocumentKinds.CreditMemo),
            Numbers = DocumentNumbers.LikelyOfRefund(order, share.Refund, settings),
            Marker = Marker.OfRefund(record, share.Refund.Id),
            Total = -share.Refund.Amount,
            Tax = settings.TaxAsLine ? 0 : -share.Tax,
            Date = share.Refund.MadeOn,
        }));
        return outlines;
    }

    /// <summary>What settles the sale and states nothing of its own.</summary>
    private static IEnumerable<DocumentOutline> Money(
        Order order, RecordKey record, QuickBooksSettings settings, OrderStanding standing, DocumentOutline sale)
    {
        DocumentOutline settling = sale with { Tax = 0, Date = order.PaidOn ?? order.PlacedOn, CountsTowardsTotal = false };
        string transaction = Text.Line(order.Payment.TransactionId, 100);
        if (standing.ToPay > 0)
        {
            yield return settling with
            {
                Key = DocumentKeys.Payment,
                Kinds = [DocumentKinds.Payment],
                Numbers = transaction.Length > 0 ? [transaction] : [],
                Marker = Marker.OfPayment(record),
                Total = standing.ToPay,
            };
        }

        decimal fee = standing.IsPaid ? GatewayFees.Of(order, settings).Amount : 0;
        if (fee > 0)
        {
            bool isDeposit = settings.GatewayFees.Post == GatewayFee.Deposit;
            yield return settling with
            {
                Key = isDeposit ? DocumentKeys.Deposit : DocumentKeys.Fee,
                Kinds = [isDeposit ? DocumentKinds.Deposit : DocumentKinds.Purchase],
                Numbers = [],
                Marker = isDeposit ? Marker.OfDeposit(record) : Marker.OfFee(record),
                Total = isDeposit ? standing.Received - fee : fee,
                Customer = string.Empty,
                Email = string.Empty,
            };
        }
    }

    private static IReadOnlyList<string> Either(string first, params IEnumerable<string> all) => [first, .. all.Where(kind => kind != first)];
}

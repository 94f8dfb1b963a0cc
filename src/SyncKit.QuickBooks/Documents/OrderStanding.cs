using SyncKit.Commerce;
using SyncKit.Ledger;

namespace SyncKit.QuickBooks.Documents;

/// <summary>
/// Which kinds of documents an order has. A posted document keeps its kind, so that however the shop's states arrive the books end the same. Pure.
/// </summary>
internal sealed class OrderStanding(Order order, DocumentChoice choice, IReadOnlyDictionary<string, LedgerDocument> posted)
{
    /// <summary>What was given back, oldest first.</summary>
    public IReadOnlyList<Refund> Refunds { get; } = [.. order.Refunds.Where(static refund => refund.Amount > 0)];

    public string SaleKind => Posted(DocumentKeys.Sale)?.Kind
        ?? (choice.Post == PostedAs.SalesReceipt ? DocumentKinds.SalesReceipt : DocumentKinds.Invoice);

    public bool IsInvoice => SaleKind == DocumentKinds.Invoice;

    /// <summary>Whether the sale is settled: at once, by a rule, or because the shop says when it was paid.</summary>
    public bool IsPaid => !IsInvoice || choice.Post != PostedAs.Invoice || order.PaidAt is not null;

    /// <summary>What the invoice's payment pays: what no credit memo settles. 0 where there is no payment.</summary>
    public decimal ToPay => IsInvoice && IsPaid ? order.Total - Refunds.Where(IsCredited).Sum(static refund => refund.Amount) : 0;

    /// <summary>What came in for the sale and is there to be deposited.</summary>
    public decimal Received => IsInvoice ? ToPay : order.Total;

    public string RefundKind(Refund refund) => Posted(DocumentKeys.Refund(refund.Id))?.Kind
        ?? (IsPaid ? DocumentKinds.RefundReceipt : DocumentKinds.CreditMemo);

    /// <summary>Whether a refund takes off what is owed instead of giving money back.</summary>
    public bool IsCredited(Refund refund) => RefundKind(refund) == DocumentKinds.CreditMemo;

    /// <summary>A document that stands in the books.</summary>
    public LedgerDocument? Posted(string key) =>
        posted.TryGetValue(key, out LedgerDocument? document) && document.State == DocumentState.Posted ? document : null;
}

using SyncKit.Commerce;
using SyncKit.Faults;
using SyncKit.Ledger;
using SyncKit.QuickBooks.Documents;
using SyncKit.QuickBooks.Settings;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks;

/// <summary>
/// Turns an order into a sales receipt, and each of its refunds into a refund receipt once the sale is posted. What has no place in the books any
/// more is voided.
/// </summary>
public sealed class OrderTransformer : ITransformer<Order, QuickBooksDocument>
{
    /// <inheritdoc/>
    public IReadOnlyCollection<Reference> References(Order record, TransformContext context)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(context);
        bool isPosted = SettingsReader.TryRead(context.Destination, out QuickBooksSettings? settings, out _) && IsPosted(record, settings)
            && !IsEmpty(record);
        return isPosted ? new OrderReferences(record, settings!).All() : [];
    }

    /// <inheritdoc/>
    public TransformResult<QuickBooksDocument> Transform(Order record, TransformContext context)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(context);
        Money total = new(record.Total - record.Refunds.Sum(static refund => refund.Amount), record.Currency);
        if (!SettingsReader.TryRead(context.Destination, out QuickBooksSettings? settings, out Failure? wrong))
        {
            return TransformResult<QuickBooksDocument>.Refuse(wrong, total);
        }

        if (!IsPosted(record, settings))
        {
            bool trashed = string.Equals(record.Status, "trash", StringComparison.OrdinalIgnoreCase);
            return trashed
                ? Skip("trash", "The order is in the shop's trash.", record.Currency, context)
                : Skip($"status-{record.Status}", $"Orders with the status {record.Status} are not posted.", record.Currency, context);
        }

        return IsEmpty(record)
            ? Skip("empty", "The order has no lines and is worth nothing.", record.Currency, context)
            : Write(record, settings, total, context);
    }

    /// <inheritdoc/>
    public TransformResult<QuickBooksDocument> TransformDeleted(TransformContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        string currency = context.Posted.Values.FirstOrDefault()?.Currency ?? string.Empty;
        return Skip("deleted", "The order was deleted in the shop.", currency, context);
    }

    private static TransformResult<QuickBooksDocument> Write(Order order, QuickBooksSettings settings, Money total, TransformContext context)
    {
        OrderReferences references = new(order, settings);

        // Why an order cannot be posted at all says more than why one of its references cannot be made.
        if (context.References.TryGetValue(OrderReferences.Company, out ReferenceAnswer? asked)
            && asked.Resolved is { } read
            && OrderChecks.Refusal(order, Company.Of(read)) is { } refusal)
        {
            return TransformResult<QuickBooksDocument>.Refuse(refusal, total);
        }

        foreach (Reference reference in references.All())
        {
            if (!context.References.TryGetValue(reference, out ReferenceAnswer? answer) || answer.Resolved is null)
            {
                return TransformResult<QuickBooksDocument>.Refuse(answer?.Failure ?? Unresolved(reference), total);
            }
        }

        Company company = Company.Of(context.References[OrderReferences.Company].Resolved!);
        ResolvedReference? taxCode = references.TaxCode is { } code ? context.References[code].Resolved : null;
        (TaxPlan? tax, Failure? noTax) = TaxPlan.For(order, company, settings, taxCode);
        if (tax is null)
        {
            return TransformResult<QuickBooksDocument>.Refuse(noTax!, total);
        }

        OrderDocuments documents = new(order, context.Record, settings, company, tax, references, context.References);
        return Write(order, documents, total, context);
    }

    private static TransformResult<QuickBooksDocument> Write(Order order, OrderDocuments documents, Money total, TransformContext context)
    {
        bool isSold = context.Posted.TryGetValue(OrderDocuments.SaleKey, out LedgerDocument? sale) && sale.State == DocumentState.Posted;
        List<Refund> refunds = [.. order.Refunds.Where(static refund => refund.Amount > 0)];
        List<DocumentDraft<QuickBooksDocument>> drafts = [];
        (DocumentDraft<QuickBooksDocument>? draft, Failure? refusal) = documents.Sale();
        if (refusal is not null)
        {
            return TransformResult<QuickBooksDocument>.Refuse(refusal, total);
        }

        drafts.Add(draft!);

        // Refunds are made even while they wait for the sale, so that an order that cannot be posted whole is not posted in part.
        foreach (Refund refund in refunds)
        {
            (draft, refusal) = documents.Refund(refund);
            if (refusal is not null)
            {
                return TransformResult<QuickBooksDocument>.Refuse(refusal, total);
            }

            if (isSold)
            {
                drafts.Add(draft!);
            }
        }

        HashSet<string> keys = [OrderDocuments.SaleKey, .. refunds.Select(static refund => OrderDocuments.RefundKey(refund.Id))];
        drafts.AddRange(Voids(context, document => !keys.Contains(document.Key)));
        return TransformResult<QuickBooksDocument>.Write(total, drafts, moreFollows: refunds.Count > 0 && !isSold);
    }

    private static TransformResult<QuickBooksDocument> Skip(string rule, string message, string currency, TransformContext context) =>
        TransformResult<QuickBooksDocument>.Skip(rule, message, currency, [.. Voids(context, static _ => true)]);

    private static IEnumerable<DocumentDraft<QuickBooksDocument>> Voids(TransformContext context, Func<LedgerDocument, bool> which) =>
        from document in context.Posted.Values
        where document.State == DocumentState.Posted && which(document)
        orderby document.Key == OrderDocuments.SaleKey, document.Key
        select new DocumentDraft<QuickBooksDocument>
        {
            Key = document.Key,
            Kind = document.Kind,
            Operation = DraftOperation.Void,
            Total = 0,
            Tax = 0,
            Currency = document.Currency,
        };

    private static bool IsPosted(Order order, QuickBooksSettings settings) =>
        settings.Statuses.Contains(order.Status, StringComparer.OrdinalIgnoreCase);

    private static bool IsEmpty(Order order) =>
        order.Total == 0 && order.Lines.Count == 0 && order.Shipping.Count == 0 && order.Fees.Count == 0;

    private static Failure Unresolved(Reference reference) => new(
        FailureKind.Transient,
        "quickbooks.unresolved",
        $"QuickBooks' {reference.Kind} for the order was not looked up.",
        "Nothing needs doing: it is tried again.");
}

using SyncKit.Adopting;
using SyncKit.Commerce;
using SyncKit.Faults;
using SyncKit.Inbox;
using SyncKit.Ledger;
using SyncKit.Transforming;

namespace SyncKit.Core.Tests.World;

/// <summary>
/// One sale per order; an invoice and then a fee or its payment when the method says so; voids for cancelled and deleted ones, a payment before its invoice.
/// </summary>
internal sealed class OrderToBooks : ITransformer<Order, BookDocument>, IOutliner<Order>
{
    public IReadOnlyCollection<Reference> References(Order record, TransformContext context) => [new("customer", record.Customer.Email)];

    public TransformResult<BookDocument> Transform(Order record, TransformContext context)
    {
        switch (record.Status)
        {
            case "pending" or "cancelled":
                return TransformResult<BookDocument>.Skip($"status-{record.Status}", "It has no place in the books.", record.Currency, Voids(context), IsPaid(context));
            case "refused":
                return TransformResult<BookDocument>.Refuse(
                    Failing.With(FailureKind.Permanent, "order.refused"), new Money(record.Total, record.Currency));
            case "explosive":
                throw new OverflowException($"secret of order {record.Id}");
            case "endless":
                return TransformResult<BookDocument>.Write(
                    new Money(record.Total, record.Currency), [Draft($"sale:{context.Posted.Count}", "Sale", 1, 0, record, context)], moreFollows: true);
        }

        ReferenceAnswer customer = context.References[new Reference("customer", record.Customer.Email)];
        if (customer.Failure is { } failure)
        {
            return TransformResult<BookDocument>.Refuse(failure, new Money(record.Total, record.Currency));
        }

        Money total = new(record.Total, record.Currency);
        if (record.Payment.Method == "prepaid")
        {
            DocumentDraft<BookDocument> owed = Draft("invoice", "Invoice", record.Total, record.TotalTax, record, context);
            DocumentDraft<BookDocument> payment = Draft("payment", "Payment", record.Total, 0, record, context) with { CountsTowardsTotal = false };
            return context.Posted.ContainsKey("invoice")
                ? TransformResult<BookDocument>.Write(total, [owed, payment])
                : TransformResult<BookDocument>.Write(total, [owed], moreFollows: true);
        }

        if (record.Payment.Method != "invoice")
        {
            return TransformResult<BookDocument>.Write(total, [Draft("sale", "Sale", record.Total, record.TotalTax, record, context)]);
        }

        DocumentDraft<BookDocument> invoice = Draft("invoice", "Invoice", record.Total - 1, record.TotalTax, record, context);
        bool invoiced = context.Posted.TryGetValue("invoice", out LedgerDocument? posted) && posted.State == DocumentState.Posted;
        return invoiced
            ? TransformResult<BookDocument>.Write(total, [invoice, Draft("fee", "Fee", 1, 0, record, context)])
            : TransformResult<BookDocument>.Write(total, [invoice], moreFollows: true);
    }

    public TransformResult<BookDocument> TransformDeleted(TransformContext context) =>
        TransformResult<BookDocument>.Skip("deleted", "The shop no longer has it.", "USD", Voids(context), IsPaid(context));

    private static bool IsPaid(TransformContext context) =>
        context.Posted.TryGetValue("payment", out LedgerDocument? payment) && payment.State == DocumentState.Posted;

    public IReadOnlyList<DocumentOutline> Outline(Order record, TransformContext context) => (record.Status, record.Payment.Method) switch
    {
        ("explosive", _) => throw new OverflowException($"secret of order {record.Id}"),
        ("pending" or "cancelled", _) => [],
        (_, "invoice") => [Outline("invoice", "Invoice", record.Total - 1, record.TotalTax, record, context), Outline("fee", "Fee", 1, 0, record, context)],
        _ => [Outline("sale", "Sale", record.Total, record.TotalTax, record, context)],
    };

    private static List<DocumentDraft<BookDocument>> Voids(TransformContext context) =>
        [.. context.Posted.Values.Where(document => document.Key == "payment" || !IsPaid(context)).Select(document => new DocumentDraft<BookDocument>
        {
            Key = document.Key,
            Kind = document.Kind,
            Operation = DraftOperation.Void,
            Total = 0,
            Tax = 0,
            Currency = document.Currency,
        })];

    private static DocumentDraft<BookDocument> Draft(string key, string kind, decimal total, decimal tax, Order order, TransformContext context)
    {
        string customer = context.References.TryGetValue(new Reference("customer", order.Customer.Email), out ReferenceAnswer? answer)
            ? answer.Resolved!.Id
            : string.Empty;
        return new DocumentDraft<BookDocument>
        {
            Key = key,
            Kind = kind,
            Document = new BookDocument { Kind = kind, Customer = customer },
            Hash = ContentHash.Of(System.Text.Encoding.UTF8.GetBytes(FormattableString.Invariant($"{kind}|{total}|{tax}|{customer}"))),
            Total = total,
            Tax = tax,
            Currency = order.Currency,
            Proof = FormattableString.Invariant($"proof of {total}"),
        };
    }

    private static DocumentOutline Outline(string key, string kind, decimal total, decimal tax, Order order, TransformContext context) => new()
    {
        Key = key,
        Kinds = [kind, $"Old{kind}"],
        Numbers = [$"{order.Number}", $"WC-{order.Number}"],
        Marker = $"{context.Record}:{key}",
        Total = total,
        Tax = tax,
        Currency = order.Currency,
        Date = order.PlacedOn,
        Email = order.Customer.Email,
    };
}

using System.Globalization;
using SyncKit.Adopting;
using SyncKit.Commerce;
using SyncKit.Faults;
using SyncKit.Ledger;
using SyncKit.QuickBooks.Documents;
using SyncKit.QuickBooks.Settings;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks;

/// <summary>
/// Turns an order into its documents by the connection's settings: a sales receipt, or an invoice and its payment; a document for each refund; the payment
/// provider's fee. What has no place in the books any more is voided or held.
/// </summary>
public sealed class OrderTransformer : ITransformer<Order, QuickBooksDocument>, IOutliner<Order>
{
    /// <inheritdoc/>
    public IReadOnlyCollection<Reference> References(Order record, TransformContext context)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(context);
        return SettingsReader.TryRead(context.Destination, out QuickBooksSettings? settings, out _) && !DocumentRules.Choose(record, settings).IsSkipped
            ? new OrderReferences(record, settings).All()
            : [];
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

        DocumentChoice choice = DocumentRules.Choose(record, settings);
        return choice.IsSkipped
            ? Skip(choice.SkipRule, choice.SkipMessage, record.Currency, settings, context)
            : Write(record, settings, choice, total, context);
    }

    /// <inheritdoc/>
    public TransformResult<QuickBooksDocument> TransformDeleted(TransformContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        string currency = context.Posted.Values.FirstOrDefault()?.Currency ?? string.Empty;
        return SettingsReader.TryRead(context.Destination, out QuickBooksSettings? settings, out Failure? wrong)
            ? Skip("deleted", "The order was deleted in the shop.", currency, settings, context)
            : TransformResult<QuickBooksDocument>.Refuse(wrong);
    }

    /// <inheritdoc/>
    public IReadOnlyList<DocumentOutline> Outline(Order record, TransformContext context)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(context);
        return SettingsReader.TryRead(context.Destination, out QuickBooksSettings? settings, out _)
            && DocumentRules.Choose(record, settings) is { IsSkipped: false } choice
                ? OrderOutlines.Of(record, context.Record, settings, choice)
                : [];
    }

    private static TransformResult<QuickBooksDocument> Write(
        Order order, QuickBooksSettings settings, DocumentChoice choice, Money total, TransformContext context)
    {
        // Why an order cannot be posted at all says more than why one of its references cannot be made.
        Company? company = context.References.TryGetValue(OrderReferences.Company, out ReferenceAnswer? asked) && asked.Resolved is { } read ? Company.Of(read) : null;
        OrderReferences references = new(order, settings);
        if ((company is null ? null : OrderChecks.Refusal(order, settings, company)) is { } refusal)
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

        (var stages, Failure? unsolved) = OrderDocuments.Of(new Booking
        {
            Order = order,
            Record = context.Record,
            Settings = settings,
            Company = company!,
            Choice = choice,
            Standing = new OrderStanding(order, choice, context.Posted),
            References = references,
            Resolved = context.References,
        });
        return stages is null
            ? TransformResult<QuickBooksDocument>.Refuse(unsolved!, total)
            : DocumentStages.Next(total, stages, context.Posted);
    }

    private static TransformResult<QuickBooksDocument> Skip(
        string rule, string message, string currency, QuickBooksSettings settings, TransformContext context)
    {
        (IReadOnlyList<DocumentDraft<QuickBooksDocument>> voids, bool more) = DocumentStages.NextVoids(context.Posted, static _ => true);
        return settings.CancelledOrder == CancelledOrder.Hold && voids.Count > 0
            ? TransformResult<QuickBooksDocument>.Refuse(Held(message, context.Posted.Values), new Money(0, currency))
            : TransformResult<QuickBooksDocument>.Skip(rule, message, currency, voids, more);
    }

    private static Failure Held(string message, IEnumerable<LedgerDocument> posted)
    {
        int standing = posted.Count(static document => document.State == DocumentState.Posted);
        return Refusals.Of(
            "cancelled",
            $"{message} {standing.ToString(CultureInfo.InvariantCulture)} of its documents {(standing == 1 ? "stands" : "stand")} in QuickBooks.",
            "Void or credit them in QuickBooks and dismiss this, or set cancelledOrder to Void, then retry.");
    }

    private static Failure Unresolved(Reference reference) => new(
        FailureKind.Transient,
        "quickbooks.unresolved",
        $"QuickBooks' {reference.Kind} for the order was not looked up.",
        "Nothing needs doing: it is tried again.");
}

using SyncKit.Commerce;
using SyncKit.Faults;
using SyncKit.Inbox;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.Documents;

/// <summary>All that is known of one order when its documents are made.</summary>
internal sealed class Booking
{
    private const int LongestPaymentNumber = 21;

    public required Order Order { get; init; }

    public required RecordKey Record { get; init; }

    public required QuickBooksSettings Settings { get; init; }

    public required Company Company { get; init; }

    public required DocumentChoice Choice { get; init; }

    public required OrderStanding Standing { get; init; }

    public required OrderReferences References { get; init; }

    /// <summary>What the references are; every one that is needed is resolved.</summary>
    public required IReadOnlyDictionary<Reference, ReferenceAnswer> Resolved { get; init; }

    public string CustomerId => Id(References.Customer);

    public OrderFields Fields => References.Fields;

    /// <summary>The day on which money came in.</summary>
    public DateOnly PaidOn => Order.PaidOn ?? Order.PlacedOn;

    /// <summary>QuickBooks' payment method; empty when the company has none of that name.</summary>
    public string PaymentMethodId => References.PaymentMethod is { } method && Id(method) is not ReferenceKinds.None and var id ? id : string.Empty;

    /// <summary>The number of the payment; empty when it is too long for its field.</summary>
    public string PaymentNumber => FullPaymentNumber is { Length: <= LongestPaymentNumber } fits ? fits : string.Empty;

    private string FullPaymentNumber => Text.Line(Fields.PaymentNumber.Length > 0 ? Fields.PaymentNumber : Order.Payment.TransactionId, 200);

    public ResolvedReference Of(Reference reference) => Resolved[reference].Resolved!;

    public string Id(Reference? reference) => reference is null ? string.Empty : Of(reference).Id;

    public (DocumentDate Date, Failure? Refusal) Date(string key, string what, DateOnly day) =>
        DocumentDate.Of(what, day, Standing.Posted(key), Company, Settings);

    /// <summary>The private note: the marker first, then what the settings and the date add to it.</summary>
    public string Note(string marker, DocumentDate date, bool withPayment = false) => Text.Line(
        string.Join(' ', new[]
        {
            marker,
            Text.Line(Settings.StoreName, 500),
            withPayment && PaymentNumber.Length == 0 && FullPaymentNumber.Length > 0 ? $"payment {FullPaymentNumber}" : string.Empty,
            date.Note,
            Fields.PrivateNote,
        }.Where(static part => part.Length > 0)),
        4000);

    /// <summary>A draft of what was written.</summary>
    public DocumentDraft<QuickBooksDocument> Draft(string key, string kind, QuickBooksDocument document, decimal total, decimal tax = 0) => new()
    {
        Key = key,
        Kind = kind,
        Document = document,
        Hash = ContentHash.Of(document.Json.Span),
        Total = total,
        Tax = tax,
        Currency = Order.Currency,
        Rule = Choice.Rule,
        CountsTowardsTotal = false,
    };
}

using SyncKit.Commerce;
using SyncKit.Faults;

namespace SyncKit.QuickBooks.Documents;

/// <summary>Makes the payments that settle an invoice: by money, or by a credit memo. Pure.</summary>
internal static class PaymentDocument
{
    /// <summary>What the customer paid.</summary>
    public static Drafted Make(Booking booking)
    {
        (DocumentDate date, Failure? closed) = booking.Date(DocumentKeys.Payment, "The order's payment", booking.PaidOn);
        if (closed is not null)
        {
            return closed;
        }

        decimal amount = booking.Standing.ToPay;
        QuickBooksDocument document = DocumentJson.Write(json =>
        {
            json.Day("TxnDate", date.Day);
            json.Ref("CurrencyRef", booking.Order.Currency);
            json.Ref("CustomerRef", booking.CustomerId);
            json.WriteString("PrivateNote", booking.Note(Marker.OfPayment(booking.Record), date, withPayment: true));
            json.Ref("PaymentMethodRef", booking.PaymentMethodId);
            json.Member("PaymentRefNum", booking.PaymentNumber);
            json.Ref("DepositToAccountRef", booking.Id(booking.References.DepositAccount));
            json.Amount("TotalAmt", amount);
            json.WriteStartArray("Line");
            json.Link(amount, DocumentKinds.Invoice, IdOf(booking, DocumentKeys.Sale));
            json.WriteEndArray();
        });
        return booking.Draft(DocumentKeys.Payment, DocumentKinds.Payment, document, amount);
    }

    /// <summary>A payment of nothing that sets a credit memo against the invoice.</summary>
    public static Drafted MakeApplication(Booking booking, Refund refund)
    {
        string key = DocumentKeys.Apply(refund.Id);
        (DocumentDate date, Failure? closed) = booking.Date(key, $"Refund {refund.Id}", refund.MadeOn);
        if (closed is not null)
        {
            return closed;
        }

        QuickBooksDocument document = DocumentJson.Write(json =>
        {
            json.Day("TxnDate", date.Day);
            json.Ref("CurrencyRef", booking.Order.Currency);
            json.Ref("CustomerRef", booking.CustomerId);
            json.WriteString("PrivateNote", booking.Note(Marker.OfApply(booking.Record, refund.Id), date));
            json.Amount("TotalAmt", 0);
            json.WriteStartArray("Line");
            json.Link(refund.Amount, DocumentKinds.Invoice, IdOf(booking, DocumentKeys.Sale));
            json.Link(refund.Amount, DocumentKinds.CreditMemo, IdOf(booking, DocumentKeys.Refund(refund.Id)));
            json.WriteEndArray();
        });
        return booking.Draft(key, DocumentKinds.Payment, document, 0);
    }

    /// <summary>Empty while the document that is linked is not there; then this one is only made to see whether it can be.</summary>
    private static string IdOf(Booking booking, string key) => booking.Standing.Posted(key)?.DestinationId ?? string.Empty;
}

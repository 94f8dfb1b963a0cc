using SyncKit.Commerce;
using SyncKit.Faults;

namespace SyncKit.QuickBooks.Documents;

/// <summary>Makes the sales receipt or invoice of an order. Pure.</summary>
internal static class SaleDocument
{
    public static Drafted Make(Booking booking)
    {
        Order order = booking.Order;
        (DocumentDate date, Failure? closed) = booking.Date(DocumentKeys.Sale, "The order", order.PlacedOn);
        string number = DocumentNumbers.OfSale(order, booking.Settings);
        (SolvedDocument? solved, Failure? refusal) = SolvedDocument.OfSale(booking);
        if ((refusal ?? closed ?? NumberRefusal(booking, number)) is { } wrong)
        {
            return wrong;
        }

        SalesForm common = SalesForm.Of(
            booking, solved!, number, date, booking.Note(Marker.OfOrder(booking.Record), date, withPayment: !booking.Standing.IsInvoice));
        SalesForm form = (booking.Standing.IsInvoice ? AsInvoice(booking, common) : AsReceipt(booking, common)) with
        {
            Memo = Text.Line(booking.Fields.Memo.Length > 0 ? booking.Fields.Memo : order.CustomerNote, 1000),
        };
        return booking.Draft(DocumentKeys.Sale, booking.Standing.SaleKind, SalesFormWriter.Write(form), order.Total, solved!.Solution.TotalTax) with
        {
            CountsTowardsTotal = true,
            Proof = ProofJson.Write(solved.Solution.Proof),
        };
    }

    public static Failure? NumberRefusal(Booking booking, string number) =>
        booking.Company.CustomNumbers ? DocumentNumbers.Refusal(number) : null;

    private static SalesForm AsReceipt(Booking booking, SalesForm form) => form with
    {
        PaymentMethodId = booking.PaymentMethodId,
        PaymentNumber = booking.PaymentNumber,
        DepositAccountId = booking.Id(booking.References.DepositAccount),
    };

    private static SalesForm AsInvoice(Booking booking, SalesForm form) => form with
    {
        DueDate = DueDate.Of(form.Date, booking.References.Term is { } term ? booking.Of(term) : null),
        TermId = booking.Id(booking.References.Term),
    };
}

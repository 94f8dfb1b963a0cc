using SyncKit.Commerce;
using SyncKit.Faults;

namespace SyncKit.QuickBooks.Documents;

/// <summary>Makes the document of a refund: a receipt where money went back, a credit memo where it was still owed. Pure.</summary>
internal static class RefundDocument
{
    public static Drafted Make(Booking booking, RefundShare share)
    {
        Refund refund = share.Refund;
        string key = DocumentKeys.Refund(refund.Id);
        string kind = booking.Standing.RefundKind(refund);
        (DocumentDate date, Failure? closed) = booking.Date(key, $"Refund {refund.Id}", refund.MadeOn);
        string number = DocumentNumbers.OfRefund(booking.Order, refund, booking.Settings);
        (SolvedDocument? solved, Failure? refusal) = SolvedDocument.OfRefund(booking, share);
        if ((refusal ?? closed ?? SaleDocument.NumberRefusal(booking, number)) is { } wrong)
        {
            return wrong;
        }

        bool isPaidBack = kind == DocumentKinds.RefundReceipt;
        SalesForm form = SalesForm.Of(booking, solved!, number, date, booking.Note(Marker.OfRefund(booking.Record, refund.Id), date)) with
        {
            Memo = Text.Line(refund.Reason, 1000),
            PaymentMethodId = isPaidBack ? booking.PaymentMethodId : string.Empty,
            DepositAccountId = isPaidBack ? booking.Id(booking.References.RefundAccount) : string.Empty,
        };
        return booking.Draft(key, kind, SalesFormWriter.Write(form), -refund.Amount, -solved!.Solution.TotalTax) with
        {
            CountsTowardsTotal = true,
            Proof = ProofJson.Write(solved.Solution.Proof),
        };
    }
}

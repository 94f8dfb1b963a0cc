using SyncKit.Commerce;
using SyncKit.Faults;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.Documents;

/// <summary>Makes all documents that an order should have, in stages: each stage rests on the ids of those before it. Pure.</summary>
internal static class OrderDocuments
{
    /// <summary>
    /// All documents are made from the start, those of later stages to see that they can be: an order that cannot be posted whole is not posted in part.
    /// </summary>
    public static (IReadOnlyList<IReadOnlyList<DocumentDraft<QuickBooksDocument>>>? Stages, Failure? Refusal) Of(Booking booking)
    {
        List<IReadOnlyList<DocumentDraft<QuickBooksDocument>>> stages = [];
        foreach (IEnumerable<Drafted> stage in new[] { Sale(booking), MoneyAndRefunds(booking), DepositAndCredit(booking) })
        {
            List<DocumentDraft<QuickBooksDocument>> drafts = [];
            foreach (Drafted drafted in stage)
            {
                if (drafted.Draft is null)
                {
                    return (null, drafted.Refusal);
                }

                drafts.Add(drafted.Draft);
            }

            stages.Add(drafts);
        }

        return (stages, null);
    }

    private static IEnumerable<Drafted> Sale(Booking booking)
    {
        yield return SaleDocument.Make(booking);
    }

    private static IEnumerable<Drafted> MoneyAndRefunds(Booking booking)
    {
        if (booking.Standing.ToPay > 0)
        {
            yield return PaymentDocument.Make(booking);
        }

        if (GatewayFeeDocument.KeyOf(booking) == DocumentKeys.Fee)
        {
            yield return GatewayFeeDocument.Make(booking);
        }

        foreach (RefundShare share in RefundLines.Of(booking.Order, booking.Settings, booking.References.Items))
        {
            yield return RefundDocument.Make(booking, share);
        }
    }

    /// <summary>A deposit links what came in and locks it; a credit memo is applied by linking it.</summary>
    private static IEnumerable<Drafted> DepositAndCredit(Booking booking)
    {
        if (GatewayFeeDocument.KeyOf(booking) == DocumentKeys.Deposit)
        {
            yield return GatewayFeeDocument.Make(booking);
        }

        foreach (Refund refund in booking.Standing.Refunds.Where(booking.Standing.IsCredited))
        {
            yield return PaymentDocument.MakeApplication(booking, refund);
        }
    }
}

using SyncKit.Inbox;

namespace SyncKit.QuickBooks.Documents;

/// <summary>What a document's private note says of where it comes from.</summary>
internal static class Marker
{
    private const string Start = "woo:";

    public static string OfOrder(RecordKey record) => $"{Start}{record.Source.Name}/order/{record.Id}";

    public static string OfRefund(RecordKey record, string refundId) => $"{OfOrder(record)}/refund/{refundId}";

    public static string OfApply(RecordKey record, string refundId) => $"{OfOrder(record)}/apply/{refundId}";

    public static string OfPayment(RecordKey record) => $"{OfOrder(record)}/payment";

    public static string OfFee(RecordKey record) => $"{OfOrder(record)}/fee";

    public static string OfDeposit(RecordKey record) => $"{OfOrder(record)}/deposit";

    /// <summary>The marker in a private note, whatever a person wrote around it; empty when there is none.</summary>
    public static string In(string privateNote)
    {
        int start = privateNote.IndexOf(Start, StringComparison.Ordinal);
        if (start < 0)
        {
            return string.Empty;
        }

        int end = start;
        while (end < privateNote.Length && !char.IsWhiteSpace(privateNote[end]))
        {
            end++;
        }

        return privateNote[start..end];
    }
}

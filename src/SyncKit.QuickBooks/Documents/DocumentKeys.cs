namespace SyncKit.QuickBooks.Documents;

/// <summary>The keys of an order's documents.</summary>
internal static class DocumentKeys
{
    public const string Sale = "sale";
    public const string Payment = "payment";
    public const string Fee = "fee";
    public const string Deposit = "deposit";
    private const string RefundStart = "refund:";
    private const string ApplyStart = "apply:";

    public static string Refund(string refundId) => RefundStart + refundId;

    /// <summary>The application of a refund's credit memo to the order's invoice.</summary>
    public static string Apply(string refundId) => ApplyStart + refundId;

    /// <summary>When a document that has no place any more is voided: what rests on others goes first.</summary>
    public static int VoidStage(string key) =>
        key.StartsWith(ApplyStart, StringComparison.Ordinal) ? 0
        : key.StartsWith(RefundStart, StringComparison.Ordinal) ? 1
        : key is Fee or Deposit ? 2
        : key == Payment ? 3
        : 4;
}

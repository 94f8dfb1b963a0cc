namespace SyncKit.QuickBooks.Documents;

/// <summary>QuickBooks' names of the transactions that orders become.</summary>
internal static class DocumentKinds
{
    public const string SalesReceipt = "SalesReceipt";
    public const string Invoice = "Invoice";
    public const string Payment = "Payment";
    public const string RefundReceipt = "RefundReceipt";
    public const string CreditMemo = "CreditMemo";
    public const string Purchase = "Purchase";
    public const string Deposit = "Deposit";
}

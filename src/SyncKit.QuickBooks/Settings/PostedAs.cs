using System.Text.Json.Serialization;

namespace SyncKit.QuickBooks;

/// <summary>What an order becomes in the books.</summary>
public enum PostedAs
{
    /// <summary>A sales receipt: sold and paid at once.</summary>
    [JsonStringEnumMemberName("SalesReceipt")]
    SalesReceipt,

    /// <summary>An invoice that stays open until the order is paid.</summary>
    [JsonStringEnumMemberName("Invoice")]
    Invoice,

    /// <summary>An invoice and the payment that settles it.</summary>
    [JsonStringEnumMemberName("InvoiceAndPayment")]
    InvoiceAndPayment,

    /// <summary>Nothing; what was there is voided as for a cancelled order.</summary>
    [JsonStringEnumMemberName("Skip")]
    Skip,
}

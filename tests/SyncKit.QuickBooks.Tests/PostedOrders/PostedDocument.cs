using System.Text.Json;
using SyncKit.QuickBooks.Documents;
using SyncKit.QuickBooks.Posting;
using SyncKit.Testing.QuickBooks;

namespace SyncKit.QuickBooks.Tests.PostedOrders;

/// <summary>A sale or refund as the company holds it, beside what the shop says. Refunds are negative.</summary>
/// <param name="Key">Which of the order's documents.</param>
/// <param name="OrderTotal">The order's total, or the refund's amount.</param>
/// <param name="OrderTax">Its tax.</param>
/// <param name="Booked">What the company answers.</param>
/// <param name="Proof">The proof that the ledger keeps.</param>
internal sealed record PostedDocument(string Key, decimal OrderTotal, decimal OrderTax, BookedDocument Booked, PostingProof Proof)
{
    public bool IsRefund => Key != DocumentKeys.Sale;

    public decimal Total => IsRefund ? -Booked.TotalAmt : Booked.TotalAmt;

    /// <summary>The company's tax, where the tax is a line that line.</summary>
    public decimal Tax => IsRefund ? -(Booked.TotalTax + Line("Sales tax collected")) : Booked.TotalTax + Line("Sales tax collected");

    public decimal Rounding => Line("Rounding");

    public decimal Residual => OrderTotal - Total;

    private decimal Line(string item)
    {
        using JsonDocument document = JsonDocument.Parse(Booked.Json);
        return document.RootElement.GetProperty("Line").EnumerateArray()
            .Where(line => line.TryGetProperty("SalesItemLineDetail", out JsonElement detail) && detail.GetProperty("ItemRef").GetProperty("name").GetString() == item)
            .Sum(line => line.GetProperty("Amount").GetDecimal());
    }
}

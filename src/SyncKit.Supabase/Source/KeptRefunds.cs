using SyncKit.Commerce;

namespace SyncKit.Supabase.Source;

/// <summary>Reads the refunds of an order with what they give back, oldest first. Pure.</summary>
internal static class KeptRefunds
{
    private const string Charge = "charge";

    public static IReadOnlyList<Refund> Read(KeptRow record)
    {
        ILookup<string, KeptRow> lines = record.Rows("refund_lines").ToLookup(static line => line.NeededText(SourceFields.RefundId), StringComparer.Ordinal);
        return [.. record.Rows("refunds").Select((row, i) => Of(row, row.OptionalText(SourceFields.RefundId) ?? $"{i + 1}", lines)).OrderBy(static refund => refund.CreatedAt)];
    }

    private static Refund Of(KeptRow row, string id, ILookup<string, KeptRow> lines)
    {
        DateTimeOffset made = row.Instant("refunded_at");
        return new Refund
        {
            Id = id,
            CreatedAt = made,
            MadeOn = row.OptionalDay("refunded_on") ?? DateOnly.FromDateTime(made.UtcDateTime),
            Amount = row.Amount("amount"),
            TotalTax = row.Amount("total_tax"),
            Reason = row.Text("reason"),
            Lines = [.. lines[id].Where(static line => line.Text("kind") != Charge).Select(Line)],
            Charges = [.. lines[id].Where(static line => line.Text("kind") == Charge).Select(Line)],
        };
    }

    private static RefundLine Line(KeptRow row) => new()
    {
        OriginalLineId = row.OptionalText("original_line_id"),
        Name = row.Text("name"),
        Sku = row.Text("sku"),
        Quantity = row.Amount("quantity"),
        Total = row.Amount("total"),
        TotalTax = row.Amount("total_tax"),
        Taxes = KeptTaxes.OfLine(row),
    };
}

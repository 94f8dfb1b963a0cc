using System.Text.Json;
using SyncKit.Commerce;

namespace SyncKit.WooCommerce.Parsing;

/// <summary>Reads a refund. A store writes its lines negative; here they are positive.</summary>
internal static class RefundReader
{
    private const string OriginalLine = "_refunded_item_id";

    public static Refund Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        string? id = null;
        decimal? amount = null;
        string? reason = null;
        DateTimeOffset? createdAt = null;
        DateOnly? madeOn = null;
        IReadOnlyList<RefundLine> lines = [];
        List<RefundLine> charges = [];
        while (Fields.Next(ref reader))
        {
            ReadOnlySpan<byte> name = reader.ValueSpan;
            reader.Read();
            switch (name.Length)
            {
                case 2 when name.SequenceEqual("id"u8): id = Fields.Id(ref reader, "id"); break;
                case 6 when name.SequenceEqual("amount"u8): amount = Fields.Amount(ref reader, "amount"); break;
                case 6 when name.SequenceEqual("reason"u8): reason = Fields.Text(ref reader, "reason"); break;
                case 9 when name.SequenceEqual("fee_lines"u8): charges.AddRange(Elements.Read(ref reader, json, "fee_lines", Line)); break;
                case 10 when name.SequenceEqual("line_items"u8): lines = Elements.Read(ref reader, json, "line_items", Line); break;
                case 12 when name.SequenceEqual("date_created"u8): madeOn = JsonScalar.Date(ref reader); break;
                case 14 when name.SequenceEqual("shipping_lines"u8): charges.AddRange(Elements.Read(ref reader, json, "shipping_lines", Line)); break;
                case 16 when name.SequenceEqual("date_created_gmt"u8): createdAt = Fields.Instant(ref reader, "date_created_gmt"); break;
            }

            reader.Skip();
        }

        DateTimeOffset created = createdAt ?? throw Fields.Missing("date_created_gmt");
        return new Refund
        {
            Id = id ?? throw Fields.Missing("id"),
            CreatedAt = created,
            MadeOn = madeOn ?? DateOnly.FromDateTime(created.UtcDateTime),
            Amount = Math.Abs(amount ?? throw Fields.Missing("amount")),
            Reason = reason ?? string.Empty,
            Lines = lines,
            Charges = charges,
            TotalTax = lines.Sum(static line => line.TotalTax) + charges.Sum(static line => line.TotalTax),
        };
    }

    private static RefundLine Line(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        LineFields line = LineFields.Read(ref reader, json);
        return new RefundLine
        {
            OriginalLineId = Original(line.Meta ?? []),
            Name = line.Name ?? string.Empty,
            Sku = line.Sku ?? string.Empty,
            Quantity = Positive(line.Quantity ?? 0m),
            Total = Positive(line.Total ?? throw Fields.Missing("total")),
            TotalTax = Positive(line.TotalTax),
            Taxes = [.. (line.Taxes ?? []).Select(static tax => tax with { Amount = Positive(tax.Amount) })],
        };
    }

    /// <summary>Turns the sign, for the refund of a negative fee is a positive line; zero has none.</summary>
    private static decimal Positive(decimal amount) => amount == 0m ? 0m : -amount;

    private static string? Original(IReadOnlyList<MetaEntry> meta)
    {
        foreach (MetaEntry entry in meta)
        {
            if (entry.Key == OriginalLine && !entry.Json.IsEmpty)
            {
                Utf8JsonReader reader = StoreJson.Read(entry.Json.Span);
                reader.Read();
                return Fields.OptionalId(ref reader);
            }
        }

        return null;
    }
}

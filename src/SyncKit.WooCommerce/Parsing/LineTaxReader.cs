using System.Text.Json;
using SyncKit.Commerce;

namespace SyncKit.WooCommerce.Parsing;

/// <summary>Reads a line's tax per rate.</summary>
internal static class LineTaxReader
{
    public static IReadOnlyList<LineTax> Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json) =>
        Elements.Read(ref reader, json, "taxes", One);

    private static LineTax One(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        string? rate = null;
        decimal amount = 0m;
        while (Fields.Next(ref reader))
        {
            if (reader.ValueSpan.SequenceEqual("id"u8))
            {
                reader.Read();
                rate = Fields.Text(ref reader, "id");
            }
            else if (reader.ValueSpan.SequenceEqual("total"u8))
            {
                reader.Read();
                amount = Fields.OptionalAmount(ref reader, "total");
            }
            else
            {
                reader.Read();
            }

            reader.Skip();
        }

        return new LineTax(rate ?? throw Fields.Missing("id"), amount);
    }
}

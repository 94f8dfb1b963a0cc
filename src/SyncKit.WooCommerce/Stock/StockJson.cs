using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace SyncKit.WooCommerce.Stock;

/// <summary>Writes and reads products' stock and prices as the store has them. Absolute values, so that a call that arrives twice does no harm. Pure.</summary>
internal static class StockJson
{
    /// <summary>One product's part of a batch.</summary>
    public static byte[] Write(StockDocument document)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("id", document.ProductId);
            if (document.Quantity is { } quantity)
            {
                // The store counts only what it is told to count.
                json.WriteBoolean("manage_stock", true);
                json.WritePropertyName(StockSettings.Quantity);
                json.WriteRawValue(quantity.ToString("0.#########", CultureInfo.InvariantCulture));
            }

            if (document.Status is not null)
            {
                json.WriteString(StockSettings.Status, document.Status);
            }

            if (document.RegularPrice is { } regular)
            {
                json.WriteString(StockSettings.RegularPrice, Price(regular));
            }

            if (document.SetsSalePrice)
            {
                json.WriteString(StockSettings.SalePrice, document.SalePrice is { } sale ? Price(sale) : string.Empty);
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>A batch of parts.</summary>
    public static byte[] Batch(IEnumerable<byte[]> parts)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("update");
            foreach (byte[] part in parts)
            {
                json.WriteRawValue(part, skipInputValidation: true);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The first field in which a product in the store is not what was sent, with both values; <see langword="null"/> when it is.</summary>
    /// <param name="sent">A part of a batch.</param>
    /// <param name="product">The product as the store answers it.</param>
    public static string? Difference(JsonElement sent, JsonElement product)
    {
        foreach (JsonProperty field in sent.EnumerateObject())
        {
            if (field.Name is not ("id" or "manage_stock") && !Agrees(Text(field.Value), product.TryGetProperty(field.Name, out JsonElement there) ? Text(there) : string.Empty))
            {
                string now = product.TryGetProperty(field.Name, out JsonElement value) ? Text(value) : string.Empty;
                return $"{field.Name} is '{now}' in the store where '{Text(field.Value)}' was sent";
            }
        }

        return null;
    }

    private static string Price(decimal price) => price.ToString("0.00#######", CultureInfo.InvariantCulture);

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => string.Empty,
        _ => value.GetRawText(),
    };

    /// <summary>A store shows prices with as many decimals as it is set to, whatever it keeps.</summary>
    private static bool Agrees(string sent, string there) =>
        string.Equals(sent, there, StringComparison.Ordinal)
        || (decimal.TryParse(sent, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal wanted)
            && decimal.TryParse(there, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal shown)
            && decimal.Round(wanted, shown.Scale, MidpointRounding.AwayFromZero) == shown);
}

using System.Text.Json;
using SyncKit.Commerce;
using SyncKit.Faults;

namespace SyncKit.WooCommerce.Parsing;

/// <summary>Reads an order, and the list of its refunds if one follows it, in one pass over the bytes.</summary>
internal static class OrderParser
{
    /// <exception cref="RecordFormatException">A field that money or identity depends on cannot be read.</exception>
    public static Order Parse(ReadOnlyMemory<byte> raw)
    {
        try
        {
            Utf8JsonReader reader = StoreJson.ReadSeveral(raw.Span);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                throw new FieldException("order", "is not a JSON object");
            }

            OrderFields order = default;
            while (Fields.Next(ref reader))
            {
                order.Take(ref reader, raw);
            }

            bool listed = reader.Read();
            if (listed && reader.TokenType != JsonTokenType.StartArray)
            {
                throw new FieldException("refunds", "is followed by something that is no list");
            }

            if (!listed && order.MentionsRefunds)
            {
                throw new FieldException("refunds", "mentions refunds whose amounts and lines did not come with the order");
            }

            IReadOnlyList<Refund> refunds = listed ? Elements.Read(ref reader, raw, "refunds", RefundReader.Read) : [];
            return order.ToOrder([.. refunds.OrderBy(static refund => refund.CreatedAt).ThenBy(static refund => refund.Id.Length).ThenBy(static refund => refund.Id, StringComparer.Ordinal)]);
        }
        catch (FieldException exception)
        {
            throw new RecordFormatException(exception.Path, exception.Problem);
        }
        catch (JsonException exception)
        {
            throw new RecordFormatException("order", "is not readable as JSON", exception);
        }
    }
}

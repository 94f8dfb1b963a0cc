using System.Text;
using System.Text.Json;
using SyncKit.Faults;

namespace SyncKit.WooCommerce.Orders;

/// <summary>How far a store's orders were read. Trashed orders are a list of their own, because a store never lists them with the others.</summary>
/// <param name="Listed">How far all but the trashed ones.</param>
/// <param name="Trashed">How far the trashed ones.</param>
internal sealed record OrderCursor(Mark? Listed, Mark? Trashed)
{
    private const int Version = 1;

    /// <summary>Reads the form that <see cref="ToString"/> writes; nothing is the beginning.</summary>
    /// <exception cref="ConnectorException">The text is no cursor of this connector.</exception>
    public static OrderCursor Parse(string? text)
    {
        if (text is null)
        {
            return new OrderCursor(null, null);
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement root = document.RootElement;
            return root.GetProperty("v").GetInt32() == Version
                ? new OrderCursor(Mark.Parse(Text(root, "any")), Mark.Parse(Text(root, "trash")))
                : throw new FormatException("The cursor is of another version.");
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            throw new ConnectorException(
                new Failure(
                    FailureKind.Permanent,
                    "woocommerce.cursor",
                    "The mark up to which the store was read cannot be read.",
                    "Forget the stream's position; the next run then reads the store from its beginning."),
                exception);
        }
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            writer.WriteStartObject();
            writer.WriteNumber("v", Version);
            Write(writer, "any", Listed);
            Write(writer, "trash", Trashed);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void Write(Utf8JsonWriter writer, string name, Mark? mark)
    {
        if (mark is { } known)
        {
            writer.WriteString(name, known.ToString());
        }
    }

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
}

using System.Text;
using System.Text.Json;
using SyncKit.Faults;

namespace SyncKit.WooCommerce.Changes;

/// <summary>How far each list of a stream was read, by the list's name.</summary>
internal sealed class ListCursor
{
    private const int Version = 1;

    private readonly Dictionary<string, Mark> marks = new(StringComparer.Ordinal);

    private ListCursor()
    {
    }

    /// <summary>How far a list was read; <see langword="null"/> for one that is to be read from its beginning.</summary>
    public Mark? this[string list] => marks.TryGetValue(list, out Mark mark) ? mark : null;

    /// <summary>Reads the form that <see cref="Write"/> writes; nothing is the beginning.</summary>
    /// <exception cref="ConnectorException">The text is no cursor of this connector.</exception>
    public static ListCursor Parse(string? text)
    {
        ListCursor cursor = new();
        if (text is null)
        {
            return cursor;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            if (document.RootElement.GetProperty("v").GetInt32() != Version)
            {
                throw new FormatException("The cursor is of another version.");
            }

            foreach (JsonProperty property in document.RootElement.EnumerateObject())
            {
                if (property.Value.ValueKind != JsonValueKind.Number && Mark.Parse(property.Value.GetString()) is { } mark)
                {
                    cursor.marks[property.Name] = mark;
                }
            }

            return cursor;
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

    /// <summary>Writes how far lists were read.</summary>
    public static string Write(IEnumerable<(string List, Mark? Mark)> lists)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            writer.WriteStartObject();
            writer.WriteNumber("v", Version);
            foreach ((string list, Mark? mark) in lists)
            {
                if (mark is { } known)
                {
                    writer.WriteString(list, known.ToString());
                }
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}

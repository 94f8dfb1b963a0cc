using System.Text;
using System.Text.Json;

namespace SyncKit.WooCommerce.Parsing;

/// <summary>Reads the fields of one JSON object, each with what it says when it cannot be read. The current token is the field's value.</summary>
internal static class Fields
{
    private const int LongestQuote = 40;

    /// <summary>A text; a number counts as its digits, anything else as empty.</summary>
    public static string Text(ref Utf8JsonReader reader, string field)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.ValueSpan.IsEmpty
                    ? string.Empty
                    : JsonScalar.Text(ref reader) ?? throw new FieldException(field, "holds text that is not Unicode");
            case JsonTokenType.Number:
                return Encoding.ASCII.GetString(reader.ValueSpan);
            default:
                reader.Skip();
                return string.Empty;
        }
    }

    /// <summary>An id that must be there.</summary>
    public static string Id(ref Utf8JsonReader reader, string field) => OptionalId(ref reader) ?? throw Unreadable(ref reader, field, "an id");

    /// <summary>An id; zero, an empty text and <c>null</c> stand for none.</summary>
    public static string? OptionalId(ref Utf8JsonReader reader)
    {
        long? id = JsonScalar.Id(ref reader);
        if (id is null)
        {
            return null;
        }

        return Encoding.ASCII.GetString(reader.ValueSpan);
    }

    /// <summary>An amount that must be there.</summary>
    public static decimal Amount(ref Utf8JsonReader reader, string field) => JsonScalar.Decimal(ref reader) ?? throw Unreadable(ref reader, field, "an amount");

    /// <summary>An amount; an empty text and <c>null</c> stand for zero.</summary>
    public static decimal OptionalAmount(ref Utf8JsonReader reader, string field) =>
        reader.TokenType == JsonTokenType.Null || (reader.TokenType == JsonTokenType.String && reader.ValueSpan.IsEmpty) ? 0m : Amount(ref reader, field);

    /// <summary>An amount; an empty text and <c>null</c> stand for none.</summary>
    public static decimal? MaybeAmount(ref Utf8JsonReader reader, string field) =>
        reader.TokenType == JsonTokenType.Null || (reader.TokenType == JsonTokenType.String && reader.ValueSpan.IsEmpty) ? null : Amount(ref reader, field);

    /// <summary>A time in UTC; <c>null</c> and an empty text stand for none.</summary>
    public static DateTimeOffset? Instant(ref Utf8JsonReader reader, string field) =>
        reader.TokenType == JsonTokenType.Null || (reader.TokenType == JsonTokenType.String && reader.ValueSpan.IsEmpty)
            ? null
            : JsonScalar.Instant(ref reader) ?? throw Unreadable(ref reader, field, "a date with a time");

    /// <summary>A truth; anything but <c>true</c>, 1 and their texts counts as false.</summary>
    public static bool Flag(ref Utf8JsonReader reader)
    {
        bool value = reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.String or JsonTokenType.Number => reader.ValueSpan.SequenceEqual("1"u8) || reader.ValueSpan.SequenceEqual("true"u8) || reader.ValueSpan.SequenceEqual("yes"u8),
            _ => false,
        };
        reader.Skip();
        return value;
    }

    /// <summary>Goes to the next field of an object and its value; not at its end. Something else in an object's place has no fields.</summary>
    public static bool Next(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>Complains of a field that is not there.</summary>
    public static FieldException Missing(string field) => new(field, "is missing");

    private static FieldException Unreadable(ref Utf8JsonReader reader, string field, string wanted)
    {
        string found = reader.TokenType switch
        {
            JsonTokenType.Null => "null",
            JsonTokenType.StartArray => "a list",
            JsonTokenType.StartObject => "an object",
            JsonTokenType.True or JsonTokenType.False => "true or false",
            _ => Quote(reader.ValueSpan),
        };
        return new FieldException(field, $"is {found}, not {wanted}");
    }

    private static string Quote(ReadOnlySpan<byte> text)
    {
        string whole = Encoding.UTF8.GetString(text[..Math.Min(text.Length, LongestQuote)]);
        return $"\"{whole}\"";
    }
}

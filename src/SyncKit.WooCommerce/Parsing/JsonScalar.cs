using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SyncKit.WooCommerce.Parsing;

/// <summary>Reads single values of a store's JSON, which writes one and the same thing as text or as a number. The value is the current token.</summary>
internal static class JsonScalar
{
    private const int DateLength = 10;
    private const int InstantLength = 19;

    /// <summary>A positive id, from a number or from digits in text; otherwise <see langword="null"/>.</summary>
    public static long? Id(ref Utf8JsonReader reader) =>
        reader.TokenType is JsonTokenType.Number or JsonTokenType.String
        && !reader.ValueIsEscaped
        && Utf8Parser.TryParse(reader.ValueSpan, out long id, out int read)
        && read == reader.ValueSpan.Length
        && id > 0
            ? id
            : null;

    /// <summary>A text that is not empty; otherwise <see langword="null"/>.</summary>
    public static string? Word(ref Utf8JsonReader reader) => Text(ref reader) is { Length: > 0 } text ? text : null;

    /// <summary>A text; <see langword="null"/> when it is none or not Unicode.</summary>
    public static string? Text(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return null;
        }

        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, as a plug-in leaves it that cuts text by bytes.
            return null;
        }
    }

    /// <summary>The name of a field; <see langword="null"/> when it is not Unicode. For documents that are read seldom.</summary>
    public static string? Name(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>An amount or a count, exact to its last digit, from a number or from text; otherwise <see langword="null"/>.</summary>
    public static decimal? Decimal(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.Number or JsonTokenType.String))
        {
            return null;
        }

        if (!reader.ValueIsEscaped && Utf8Parser.TryParse(reader.ValueSpan, out decimal value, out int read) && read == reader.ValueSpan.Length)
        {
            return value;
        }

        // Exponents, as PHP writes very small floats.
        string? text = reader.TokenType == JsonTokenType.String ? Text(ref reader) : Encoding.ASCII.GetString(reader.ValueSpan);
        return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value)
            ? value
            : null;
    }

    /// <summary>A date with a time, which a store writes without a zone and means in UTC; otherwise <see langword="null"/>.</summary>
    public static DateTimeOffset? Instant(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String || reader.ValueIsEscaped)
        {
            return null;
        }

        ReadOnlySpan<byte> text = reader.ValueSpan;
        if (text.EndsWith("Z"u8))
        {
            text = text[..^1];
        }

        return text.Length >= InstantLength
            && text[DateLength] is (byte)'T' or (byte)' '
            && Day(text) is { } day
            && Two(text[11..]) is { } hour and < 24
            && text[13] == ':'
            && Two(text[14..]) is { } minute and < 60
            && text[16] == ':'
            && Two(text[17..]) is { } second and < 60
            && (text.Length == InstantLength || text[InstantLength] == '.')
                ? new DateTimeOffset(day.Year, day.Month, day.Day, hour, minute, second, TimeSpan.Zero)
                : null;
    }

    /// <summary>The day of a date, by the clock that wrote it; otherwise <see langword="null"/>.</summary>
    public static DateOnly? Date(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped ? Day(reader.ValueSpan) : null;

    /// <summary>Whether a list, or an object in its place, has anything in it.</summary>
    public static bool HasElements(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject))
        {
            return false;
        }

        Utf8JsonReader ahead = reader;
        return ahead.Read() && ahead.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject);
    }

    private static DateOnly? Day(ReadOnlySpan<byte> text) =>
        text.Length >= DateLength
        && Two(text) is { } century
        && Two(text[2..]) is { } year
        && text[4] == '-'
        && Two(text[5..]) is { } month and >= 1 and <= 12
        && text[7] == '-'
        && Two(text[8..]) is { } day and >= 1
        && century + year > 0
        && day <= DateTime.DaysInMonth((century * 100) + year, month)
            ? new DateOnly((century * 100) + year, month, day)
            : null;

    private static int? Two(ReadOnlySpan<byte> text)
    {
        int high = text[0] - '0';
        int low = text[1] - '0';
        return (uint)high <= 9 && (uint)low <= 9 ? (high * 10) + low : null;
    }
}

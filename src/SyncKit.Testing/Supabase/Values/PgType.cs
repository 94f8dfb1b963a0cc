using System.Globalization;
using System.Text.Json;
using SyncKit.Testing.Supabase.Wire;

namespace SyncKit.Testing.Supabase.Values;

/// <summary>A type of column: what it takes, and how it shows it.</summary>
/// <param name="Name">PostgreSQL's full name.</param>
/// <param name="Kind">Which values it holds.</param>
internal sealed record PgType(string Name, PgKind Kind)
{
    /// <summary>The longest text; <see langword="null"/> for any.</summary>
    public int? Length { get; init; }

    /// <summary>How many digits a numeric has in all, and after the point.</summary>
    public (int Precision, int Scale)? Digits { get; init; }

    /// <summary>Reads a value that came as JSON.</summary>
    public object? FromJson(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => null,
        _ when Kind == PgKind.Jsonb => new JsonText(JsonbText.Of(json)),
        _ when Kind == PgKind.Json => new JsonText(json.GetRawText()),
        JsonValueKind.String => FromText(json.GetString()!),
        _ => FromText(json.GetRawText()),
    };

    /// <summary>Reads a value that came as text, as in a filter.</summary>
    public object FromText(string text) => Kind switch
    {
        PgKind.Text => Length is { } longest && text.Length > longest
            ? throw new DatabaseErrorException("22001", $"value too long for type {Name}({longest})")
            : text,
        PgKind.Uuid => Guid.TryParse(text, out Guid id) ? id.ToString() : throw Malformed(text),
        PgKind.Whole => (object)Whole(text),
        PgKind.Numeric => (object)Numeric(text),
        PgKind.Real => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : throw Malformed(text),
        PgKind.Truth => text.ToLowerInvariant() switch
        {
            "true" or "t" or "yes" or "on" or "1" => true,
            "false" or "f" or "no" or "off" or "0" => false,
            _ => throw Malformed(text),
        },
        PgKind.Instant => TimeText.Read(text) ?? throw NoTime(text),
        PgKind.LocalTime => (TimeText.Read(text) ?? throw NoTime(text)).UtcDateTime,
        PgKind.Day => DateOnly.FromDateTime((TimeText.Read(text) ?? throw NoTime(text)).UtcDateTime),
        _ => ReadJson(text),
    };

    /// <summary>Writes a value as JSON.</summary>
    public static void WriteJson(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case JsonText raw:
                json.WriteRawValue(raw.Text, skipInputValidation: true);
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            case long or decimal or double:
                json.WriteRawValue(Text(value)!, skipInputValidation: true);
                break;
            case DateTimeOffset instant:
                json.WriteStringValue(TimeText.Json(instant));
                break;
            case DateTime time:
                json.WriteStringValue(TimeText.Local(time));
                break;
            default:
                json.WriteStringValue(Text(value));
                break;
        }
    }

    /// <summary>A value as text.</summary>
    public static string? Text(object? value) => value switch
    {
        null => null,
        JsonText json => json.Text,
        bool truth => truth ? "true" : "false",
        DateTimeOffset instant => TimeText.Plain(instant),
        DateTime time => TimeText.Local(time).Replace('T', ' '),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    /// <summary>A value in the one form that equal ones share.</summary>
    public static string Key(object value) => value is decimal number ? NumericText.Key(number) : Text(value)!;

    /// <summary>Which of two values of one type comes first.</summary>
    public static int Compare(object left, object right) => (left, right) switch
    {
        (string a, string b) => string.CompareOrdinal(a, b),
        (JsonText a, JsonText b) => string.CompareOrdinal(a.Text, b.Text),
        _ => ((IComparable)left).CompareTo(right),
    };

    private long Whole(string text)
    {
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out decimal whole))
        {
            throw Malformed(text);
        }

        (decimal least, decimal most) = Name switch
        {
            "smallint" => (short.MinValue, short.MaxValue),
            "integer" => (int.MinValue, (decimal)int.MaxValue),
            _ => (long.MinValue, (decimal)long.MaxValue),
        };
        return whole >= least && whole <= most ? (long)whole : throw new DatabaseErrorException("22003", $"value \"{text}\" is out of range for type {Name}");
    }

    private decimal Numeric(string text)
    {
        decimal number;
        try
        {
            number = decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            throw Malformed(text);
        }
        catch (OverflowException)
        {
            throw new DatabaseErrorException("22003", "value overflows numeric format");
        }

        if (Digits is not { } digits)
        {
            return number;
        }

        decimal scaled = NumericText.Scale(number, digits.Scale);
        decimal limit = 1;
        for (int i = 0; i < Math.Min(28, digits.Precision - digits.Scale); i++)
        {
            limit *= 10;
        }

        return Math.Abs(scaled) < limit
            ? scaled
            : throw new DatabaseErrorException(
                "22003",
                "numeric field overflow",
                $"A field with precision {digits.Precision}, scale {digits.Scale} must round to an absolute value less than 10^{digits.Precision - digits.Scale}.");
    }

    private JsonText ReadJson(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return new JsonText(Kind == PgKind.Jsonb ? JsonbText.Of(document.RootElement) : text);
        }
        catch (JsonException)
        {
            throw new DatabaseErrorException("22P02", "invalid input syntax for type json", $"Token \"{text}\" is invalid.");
        }
    }

    private DatabaseErrorException Malformed(string text) => new("22P02", $"invalid input syntax for type {Name}: \"{text}\"");

    private DatabaseErrorException NoTime(string text) => new("22007", $"invalid input syntax for type {Name}: \"{text}\"");
}

using System.Globalization;
using System.Text.Json;
using SyncKit.Commerce;
using SyncKit.Faults;

namespace SyncKit.Supabase.Source;

/// <summary>Reads the fields of a kept row. Numbers may be numbers or texts, and ids either. Pure.</summary>
/// <param name="json">The row.</param>
/// <param name="path">Where it is in its record, for messages; empty for the record's own.</param>
internal readonly struct KeptRow(JsonElement json, string path)
{
    /// <summary>A text; empty when there is none.</summary>
    /// <exception cref="RecordFormatException">It is no single value.</exception>
    public string Text(string field) => OptionalText(field) ?? string.Empty;

    /// <summary>A text that must be there.</summary>
    /// <exception cref="RecordFormatException">It is not there, or no single value.</exception>
    public string NeededText(string field) => OptionalText(field) is { Length: > 0 } text ? text : throw Missing(field);

    /// <summary>A text; <see langword="null"/> when there is none or it is empty.</summary>
    /// <exception cref="RecordFormatException">It is no single value.</exception>
    public string? OptionalText(string field) => Find(field) is not { } value ? null : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text : null,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => throw new RecordFormatException(Path(field), "is a list or an object, not a text"),
    };

    /// <summary>An amount that must be there.</summary>
    /// <exception cref="RecordFormatException">It is not there, or no amount.</exception>
    public decimal Amount(string field) => OptionalAmount(field) ?? throw Missing(field);

    /// <summary>An amount; <see langword="null"/> when there is none.</summary>
    /// <exception cref="RecordFormatException">It is no amount.</exception>
    public decimal? OptionalAmount(string field)
    {
        if (Find(field) is not { } value || value is { ValueKind: JsonValueKind.String } && value.GetString()!.Length == 0)
        {
            return null;
        }

        string text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        return value.ValueKind is JsonValueKind.String or JsonValueKind.Number
            && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal amount)
            ? amount
            : throw new RecordFormatException(Path(field), $"is {Shown(text)}, not an amount");
    }

    /// <summary>Yes or no; no when there is neither.</summary>
    public bool Truth(string field) => Find(field) is { } value && value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.String => value.GetString() is "true" or "t" or "1" or "yes",
        JsonValueKind.Number => value.GetRawText() != "0",
        _ => false,
    };

    /// <summary>A moment that must be there.</summary>
    /// <exception cref="RecordFormatException">It is not there, or no moment.</exception>
    public DateTimeOffset Instant(string field) => OptionalInstant(field) ?? throw Missing(field);

    /// <summary>A moment; <see langword="null"/> when there is none.</summary>
    /// <exception cref="RecordFormatException">It is no moment.</exception>
    public DateTimeOffset? OptionalInstant(string field)
    {
        if (OptionalText(field) is not { } text)
        {
            return null;
        }

        DateTimeOffset? midnight = TimeText.Day(text) is { } day && text.Length == 10 ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : null;
        return TimeText.Instant(text) ?? midnight ?? throw new RecordFormatException(Path(field), $"is {Shown(text)}, not a time");
    }

    /// <summary>A day; <see langword="null"/> when there is none.</summary>
    /// <exception cref="RecordFormatException">It is no day.</exception>
    public DateOnly? OptionalDay(string field) => OptionalText(field) is not { } text
        ? null
        : TimeText.Day(text) ?? throw new RecordFormatException(Path(field), $"is {Shown(text)}, not a day");

    /// <summary>The objects of a list; none when it is no list.</summary>
    public IEnumerable<KeptRow> Rows(string field)
    {
        string here = Path(field);
        return Find(field) is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Select((each, i) => new KeptRow(each, $"{here}[{i}]"))
            : [];
    }

    /// <summary>The texts of a list; none when it is no list.</summary>
    public IReadOnlyList<string> Texts(string field) => Find(field) is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray().Where(static each => each.ValueKind == JsonValueKind.String).Select(static each => each.GetString()!)]
        : [];

    /// <summary>An object within; one without members when there is none.</summary>
    public KeptRow Part(string field) => new(Find(field) is { ValueKind: JsonValueKind.Object } part ? part : default, Path(field));

    /// <summary>The members of an object or, in the way of the default schema, of a list of keys and values; and those that are fields of their own.</summary>
    public IReadOnlyList<MetaEntry> Meta()
    {
        List<MetaEntry> entries = [];
        if (Find("meta") is { } meta)
        {
            if (meta.ValueKind == JsonValueKind.Object)
            {
                entries.AddRange(meta.EnumerateObject().Select(static member => Entry(member.Name, member.Value)));
            }
            else if (meta.ValueKind == JsonValueKind.Array)
            {
                entries.AddRange(
                    from each in meta.EnumerateArray()
                    where each.ValueKind == JsonValueKind.Object && each.TryGetProperty("key", out JsonElement key) && key.ValueKind == JsonValueKind.String
                    select Entry(each.GetProperty("key").GetString()!, each.TryGetProperty("value", out JsonElement value) ? value : JsonElement.Parse("null")));
            }
        }

        string prefix = RowMapping.Alias(SourceFields.MetaPrefix);
        if (json.ValueKind == JsonValueKind.Object)
        {
            entries.AddRange(
                from member in json.EnumerateObject()
                where member.Name.StartsWith(prefix, StringComparison.Ordinal)
                select Entry(member.Name[prefix.Length..], member.Value));
        }

        return entries;
    }

    /// <summary>Whether the row has a value in a field.</summary>
    public bool Has(string field) => Find(field) is not null;

    public RecordFormatException Missing(string field) => new(Path(field), "is missing");

    public RecordFormatException Wrong(string field, string problem) => new(Path(field), problem);

    private static MetaEntry Entry(string key, JsonElement value) => new(key, System.Text.Encoding.UTF8.GetBytes(value.GetRawText()));

    private JsonElement? Find(string field) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(RowMapping.Alias(field), out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private string Path(string field) => path.Length == 0 ? field : $"{path}.{field}";

    private static string Shown(string text) => text.Length > 40 ? $"\"{text[..40]}…\"" : $"\"{text}\"";
}

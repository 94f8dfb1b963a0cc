using System.Globalization;
using System.Text.Json;

namespace SyncKit.Commerce;

/// <summary>Looks into what plug-ins attached. What cannot be read counts as absent. Pure.</summary>
internal static class MetaValue
{
    // Plug-ins nest what they attach as deep as they like.
    private const int MaxDepth = 1000;

    /// <summary>The text of the value that a key and the steps behind it lead to.</summary>
    public static string? Text(IReadOnlyList<MetaEntry> meta, IReadOnlyList<PathStep> steps) =>
        Read(meta, steps, static value => value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => null,
        });

    /// <summary>The amount that a key and the steps behind it lead to; objects and lists are added up.</summary>
    public static decimal? Amount(IReadOnlyList<MetaEntry> meta, IReadOnlyList<PathStep> steps) => Read(meta, steps, Sum);

    private static T? Read<T>(IReadOnlyList<MetaEntry> meta, IReadOnlyList<PathStep> steps, Func<JsonElement, T?> read)
    {
        foreach (MetaEntry entry in meta)
        {
            if (string.Equals(entry.Key, steps[0].Name, StringComparison.Ordinal))
            {
                try
                {
                    return entry.Json.IsEmpty || Find(entry.Json, steps) is not { } value ? default : read(value);
                }
                catch (Exception exception) when (exception is JsonException or InvalidOperationException or OverflowException)
                {
                    // Broken JSON, half a surrogate pair in a text, or a sum beyond what a decimal holds.
                    return default;
                }
            }
        }

        return default;
    }

    private static JsonElement? Find(ReadOnlyMemory<byte> json, IReadOnlyList<PathStep> steps)
    {
        Utf8JsonReader reader = new(json.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
        JsonElement value = JsonElement.ParseValue(ref reader);
        foreach (PathStep step in steps.Skip(1))
        {
            // PHP writes a list with gaps as an object whose names are numbers.
            string name = step.Name ?? step.Index.ToString(CultureInfo.InvariantCulture);
            bool found = value.ValueKind switch
            {
                JsonValueKind.Object => value.TryGetProperty(name, out value),
                JsonValueKind.Array => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && TryGetElement(ref value, index),
                _ => false,
            };
            if (!found)
            {
                return null;
            }
        }

        return value;
    }

    private static bool TryGetElement(ref JsonElement list, int index)
    {
        bool found = index < list.GetArrayLength();
        list = found ? list[index] : list;
        return found;
    }

    private static decimal? Sum(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetDecimal(out decimal number) ? number : null,
        JsonValueKind.String => decimal.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? number : null,
        JsonValueKind.Array => Sum(value.EnumerateArray()),
        JsonValueKind.Object => Sum(value.EnumerateObject().Select(static member => member.Value)),
        _ => null,
    };

    private static decimal? Sum(IEnumerable<JsonElement> values)
    {
        decimal? sum = null;
        foreach (JsonElement value in values)
        {
            sum = Sum(value) is { } amount ? (sum ?? 0m) + amount : sum;
        }

        return sum;
    }
}

using System.Globalization;
using System.Text.Json;
using SyncKit.Testing.QuickBooks.Books;
using SyncKit.Testing.QuickBooks.Schema;

namespace SyncKit.Testing.QuickBooks.Query;

/// <summary>Reads comparable values from entities: text, numbers, dates and times each in their own order.</summary>
internal static class RowReader
{
    public static IComparable? Read(StoredEntity row, string path, Member member)
    {
        if (path.Equals("MetaData.LastUpdatedTime", StringComparison.OrdinalIgnoreCase))
        {
            return row.LastUpdated;
        }

        if (path.Equals("MetaData.CreateTime", StringComparison.OrdinalIgnoreCase))
        {
            return row.Created;
        }

        if (path.Equals("Active", StringComparison.OrdinalIgnoreCase))
        {
            return row.Active ? "true" : "false";
        }

        if (path.Equals("Id", StringComparison.OrdinalIgnoreCase))
        {
            return row.Id;
        }

        using JsonDocument document = JsonDocument.Parse(row.Json);
        return Text(document.RootElement, path) is { } text ? Parse(text, member) : null;
    }

    /// <summary>The value as the property's type, so that '10' and '10.0' are one number; nothing when it is not of that type.</summary>
    public static IComparable? Parse(string text, Member member) => member.Kind switch
    {
        MemberKind.Number => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? number : null,
        MemberKind.Date => Wire.JsonReading.ReadDate(text),
        MemberKind.Time => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null,
        _ => text.ToUpperInvariant(),
    };

    private static string? Text(JsonElement element, string path)
    {
        foreach (string step in path.Split('.'))
        {
            if (element.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            JsonProperty found = element.EnumerateObject().FirstOrDefault(property => property.Name.Equals(step, StringComparison.OrdinalIgnoreCase));
            element = found.Value;
        }

        return element.ValueKind switch
        {
            JsonValueKind.String => element.GetString(),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => element.GetRawText(),
            JsonValueKind.Object => Inner(element),
            _ => null,
        };
    }

    /// <summary>References, e-mail addresses and phones are compared by what they hold.</summary>
    private static string? Inner(JsonElement element) =>
        element.TryGetProperty("value", out JsonElement inner) || element.TryGetProperty("Address", out inner) || element.TryGetProperty("FreeFormNumber", out inner)
            ? inner.GetString()
            : null;
}

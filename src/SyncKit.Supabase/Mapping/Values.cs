using System.Text.Json;

namespace SyncKit.Supabase.Mapping;

/// <summary>Writes single values as PostgreSQL takes them. Pure.</summary>
internal static class Values
{
    private const int LongestInstant = 32;

    /// <summary>PostgreSQL keeps no character zero, so another takes its place.</summary>
    public static void Text(Utf8JsonWriter json, string? text)
    {
        if (text is null)
        {
            json.WriteNullValue();
        }
        else
        {
            json.WriteStringValue(text.Contains('\0', StringComparison.Ordinal) ? text.Replace('\0', '\uFFFD') : text);
        }
    }

    public static void Instant(Utf8JsonWriter json, DateTimeOffset? moment)
    {
        if (moment is not { } known)
        {
            json.WriteNullValue();
            return;
        }

        // Six digits: PostgreSQL counts microseconds, and would round a seventh into the next one.
        Span<byte> text = stackalloc byte[LongestInstant];
        known.UtcDateTime.TryFormat(text, out int length, "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        json.WriteStringValue(text[..length]);
    }

    public static void Day(Utf8JsonWriter json, DateOnly? day)
    {
        if (day is not { } known)
        {
            json.WriteNullValue();
            return;
        }

        Span<byte> text = stackalloc byte[LongestInstant];
        known.TryFormat(text, out int length, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        json.WriteStringValue(text[..length]);
    }
}

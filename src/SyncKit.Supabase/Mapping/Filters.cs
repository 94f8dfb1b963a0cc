using System.Buffers;

namespace SyncKit.Supabase.Mapping;

/// <summary>Writes values into the filters of a query as PostgREST reads them, percent-encoded. Pure.</summary>
internal static class Filters
{
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <summary>A value inside a list or a condition: quoted where it holds anything but letters, digits, underscores and hyphens.</summary>
    public static string Value(string text)
    {
        if (text.Length > 0 && !text.AsSpan().ContainsAnyExcept(Plain) && text is not "null")
        {
            return text;
        }

        string quoted = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        return Uri.EscapeDataString($"\"{quoted}\"");
    }
}

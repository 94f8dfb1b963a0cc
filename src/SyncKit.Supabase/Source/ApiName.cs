using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SyncKit.Supabase.Source;

/// <summary>Writes names and values as the API's queries take them. Pure.</summary>
internal static partial class ApiName
{
    /// <summary>A table's or column's name, quoted where it needs to be, percent-encoded.</summary>
    public static string Of(string name) => Uri.EscapeDataString(Plain().IsMatch(name) ? name : Quote(name));

    /// <summary>A column, or a place in its JSON.</summary>
    public static string OfPath(string path)
    {
        StringBuilder text = new();
        foreach (string part in Arrows().Split(path))
        {
            text.Append(part is "->" or "->>" ? Uri.EscapeDataString(part) : Of(part));
        }

        return text.ToString();
    }

    /// <summary>Whether it is a column and not a place in its JSON.</summary>
    public static bool IsColumn(string path) => !path.Contains("->", StringComparison.Ordinal);

    /// <summary>A value in quotation marks, as lists and logic take it, percent-encoded.</summary>
    public static string Value(string value) => Uri.EscapeDataString(Quote(value));

    /// <summary>A condition that a column holds a value.</summary>
    public static string Equal(string column, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => $"{Of(column)}=is.null",
        JsonValueKind.True => $"{Of(column)}=is.true",
        JsonValueKind.False => $"{Of(column)}=is.false",
        JsonValueKind.String => $"{Of(column)}=eq.{Uri.EscapeDataString(value.GetString()!)}",
        _ => $"{Of(column)}=eq.{Uri.EscapeDataString(value.GetRawText())}",
    };

    private static string Quote(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex Plain();

    [GeneratedRegex("(->>|->)")]
    private static partial Regex Arrows();
}

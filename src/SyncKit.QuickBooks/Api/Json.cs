using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SyncKit.QuickBooks.Api;

/// <summary>Reads vendor JSON tolerantly: whatever is not there or of another type is empty.</summary>
internal static partial class Json
{
    public static bool TryParse(ReadOnlyMemory<byte> body, out JsonElement root)
    {
        try
        {
            Utf8JsonReader reader = new(body.Span);
            root = JsonElement.ParseValue(ref reader);
            return root.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            root = default;
            return false;
        }
    }

    /// <summary>A text whatever it holds: half of a surrogate pair, as a text that was cut has it, is left out.</summary>
    private static string Whole(JsonElement text)
    {
        try
        {
            return text.GetString() ?? string.Empty;
        }
        catch (InvalidOperationException)
        {
            string written = Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(text));
            string mended = Escapes().Replace(written, static escape => escape.Groups["half"].Success ? string.Empty : escape.Value);
            Utf8JsonReader reader = new(Encoding.UTF8.GetBytes(mended));
            return JsonElement.ParseValue(ref reader).GetString() ?? string.Empty;
        }
    }

    /// <summary>Any escape, so that an escaped backslash is not taken for the start of the next; the group is half of a pair on its own.</summary>
    [GeneratedRegex(@"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\.", RegexOptions.CultureInvariant)]
    private static partial Regex Escapes();

    extension(JsonElement element)
    {
        /// <summary>A member; the default element when there is none.</summary>
        public JsonElement Member(string name) =>
            element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) ? value : default;

        /// <summary>A member as text; a number or a switch as it is written; empty when there is none.</summary>
        public string Text(string name) => element.Member(name) switch
        {
            { ValueKind: JsonValueKind.String } value => Whole(value),
            { ValueKind: JsonValueKind.Number } value => value.GetRawText(),
            { ValueKind: JsonValueKind.True } => "true",
            { ValueKind: JsonValueKind.False } => "false",
            _ => string.Empty,
        };

        /// <summary>A member as a number, also when it is written as text.</summary>
        public decimal? Number(string name) =>
            decimal.TryParse(element.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? number : null;

        /// <summary>Whether a switch is on.</summary>
        public bool IsOn(string name) => string.Equals(element.Text(name), "true", StringComparison.OrdinalIgnoreCase);

        /// <summary>The value of a reference.</summary>
        public string RefValue(string name) => element.Member(name).Text("value");

        /// <summary>A member's elements; none when it is no array.</summary>
        public IEnumerable<JsonElement> Items(string name) =>
            element.Member(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];
    }
}

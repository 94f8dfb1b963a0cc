using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SyncKit.Testing.QuickBooks.Wire;

/// <summary>Lenient reads from the JSON of an entity: what is absent, null or empty is absent.</summary>
internal static class JsonReading
{
    public static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string? Text(this JsonObject? node, string name)
    {
        if (node?[name] is not JsonValue value)
        {
            return null;
        }

        string text = value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
        return text.Length == 0 ? null : text;
    }

    public static decimal? Number(this JsonObject? node, string name) =>
        node.Text(name) is { } text && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? number : null;

    public static bool? Flag(this JsonObject? node, string name) =>
        node.Text(name) switch { "true" => true, "false" => false, _ => null };

    public static JsonObject? Child(this JsonObject? node, string name) => node?[name] as JsonObject;

    public static IEnumerable<JsonObject> Children(this JsonObject? node, string name) =>
        node?[name] is JsonArray array ? array.OfType<JsonObject>() : [];

    /// <summary>The id a reference such as <c>{"value":"58"}</c> points to.</summary>
    public static string? Reference(this JsonObject? node, string name) => node.Child(name).Text("value");

    public static DateOnly? Date(this JsonObject? node, string name) => node.Text(name) is { } text ? ReadDate(text) : null;

    public static DateOnly? ReadDate(string text) =>
        DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyy/MM/dd", "yyyy-MM-ddzzz", "yyyy-MM-ddTHH:mm:sszzz", "yyyy-MM-ddTHH:mm:ssZ"], CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)
            ? date
            : null;

    public static JsonObject Ref(string id, string? name = null)
    {
        JsonObject reference = new() { ["value"] = id };
        if (name is not null)
        {
            reference["name"] = name;
        }

        return reference;
    }

    public static byte[] Bytes(this JsonObject node) => JsonSerializer.SerializeToUtf8Bytes<JsonNode>(node, Relaxed);

    public static JsonObject Parse(ReadOnlySpan<byte> json) => JsonNode.Parse(json)!.AsObject();

    /// <summary>Cents, halves away from zero.</summary>
    public static decimal Cents(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero);
}

using System.Text.Json;

namespace SyncKit.Testing.WooCommerce;

/// <summary>Keeps the wanted fields of a body, as <c>_fields</c> does; a body that is no JSON passes through.</summary>
internal static class FieldFilter
{
    public static byte[] Cut(byte[] body, string fields, bool keepLinks)
    {
        string[] wanted = fields.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            // Planted on purpose by a test.
            return body;
        }

        using (document)
        {
            PhpJsonWriter json = new();
            Write(json, document.RootElement, string.Empty, wanted, keepLinks);
            return json.ToUtf8();
        }
    }

    private static void Write(PhpJsonWriter json, JsonElement element, string prefix, string[] wanted, bool keepLinks)
    {
        json.Begin('{');
        foreach (JsonProperty property in element.EnumerateObject())
        {
            string path = prefix + property.Name;
            if (wanted.Contains(path) || (keepLinks && path == "_links"))
            {
                json.Name(property.Name);
                json.Raw(property.Value.GetRawText());
            }
            else if (property.Value.ValueKind == JsonValueKind.Object && wanted.Any(field => field.StartsWith(path + ".", StringComparison.Ordinal)))
            {
                json.Name(property.Name);
                Write(json, property.Value, path + ".", wanted, keepLinks: false);
            }
        }

        json.End('}');
    }
}

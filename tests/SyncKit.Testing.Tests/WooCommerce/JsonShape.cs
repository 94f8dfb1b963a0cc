using System.Text.Json;
using System.Text.Json.Nodes;

namespace SyncKit.Testing.Tests.WooCommerce;

/// <summary>The field names of a body with their JSON kinds, arrays merged, so that two bodies can be compared without their values.</summary>
internal static class JsonShape
{
    public static SortedDictionary<string, string> Of(JsonNode? node)
    {
        SortedDictionary<string, string> shape = new(StringComparer.Ordinal);
        Walk(node, "$", shape);
        return shape;
    }

    public static IEnumerable<string> FieldOrder(JsonNode node) => node.AsObject().Select(property => property.Key);

    private static void Walk(JsonNode? node, string path, SortedDictionary<string, string> shape)
    {
        JsonValueKind kind = node?.GetValueKind() ?? JsonValueKind.Null;
        shape[path] = kind switch { JsonValueKind.True or JsonValueKind.False => "bool", _ => kind.ToString() };
        if (node is JsonObject json)
        {
            foreach ((string name, JsonNode? value) in json)
            {
                Walk(value, path + "." + name, shape);
            }
        }
        else if (node is JsonArray array)
        {
            foreach (JsonNode? item in array)
            {
                Walk(item, path + "[]", shape);
            }
        }
    }
}

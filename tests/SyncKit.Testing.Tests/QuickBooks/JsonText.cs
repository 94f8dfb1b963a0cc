using System.Text.Json;
using System.Text.Json.Nodes;

namespace SyncKit.Testing.Tests.QuickBooks;

internal static class JsonText
{
    public static string? Text(this JsonObject? node, string name) =>
        node?[name] is JsonValue value ? (value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString()) : null;

    public static decimal Amount(this JsonObject node, string name) => node[name]!.GetValue<decimal>();

    public static string? Ref(this JsonObject node, string name) => (node[name] as JsonObject).Text("value");

    public static string? AsText(this JsonNode? node, string name) => (node as JsonObject).Text(name);
}

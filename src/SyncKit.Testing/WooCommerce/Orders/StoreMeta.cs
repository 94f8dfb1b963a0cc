using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace SyncKit.Testing.WooCommerce;

/// <summary>One meta entry of an order or of a line.</summary>
/// <param name="key">The key; a leading underscore marks a hidden one.</param>
/// <param name="value">Any JSON value; a string converts by itself.</param>
public sealed class StoreMeta(string key, JsonNode? value)
{
    /// <summary>The entry's id; given by the store.</summary>
    [JsonInclude]
    public long Id { get; internal set; }

    /// <summary>The key.</summary>
    public string Key { get; } = key;

    /// <summary>The value.</summary>
    [JsonInclude]
    public JsonNode? Value { get; internal set; } = value;

    /// <summary>The key as people see it.</summary>
    /// <value>The key when absent.</value>
    public string? DisplayKey { get; init; }
}

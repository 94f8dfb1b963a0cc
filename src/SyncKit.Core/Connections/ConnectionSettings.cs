using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SyncKit.Connections;

/// <summary>A connection's settings as versioned JSON, read into a connector's own type once.</summary>
public sealed class ConnectionSettings
{
    private object? parsed;

    /// <summary>Makes settings from their stored form.</summary>
    /// <param name="json">One JSON object.</param>
    /// <param name="version">Counts the changes; 1 at first. The ledger records which version made a document.</param>
    public ConnectionSettings(string json, int version = 1)
    {
        ArgumentException.ThrowIfNullOrEmpty(json);
        Json = json;
        Version = version;
    }

    /// <summary>The settings as one JSON object.</summary>
    public string Json { get; }

    /// <summary>Counts the changes; 1 at first.</summary>
    public int Version { get; }

    /// <summary>The settings as a connector's own type; parsed once per version.</summary>
    /// <typeparam name="T">The settings type, which must not change after it was read.</typeparam>
    /// <param name="type">Source-generated metadata of <typeparamref name="T"/>.</param>
    /// <exception cref="JsonException">The JSON does not fit the type.</exception>
    public T As<T>(JsonTypeInfo<T> type)
        where T : class
    {
        if (parsed is T ready)
        {
            return ready;
        }

        T value = JsonSerializer.Deserialize(Json, type) ?? throw new JsonException("The settings are the JSON value null; write an object.");
        parsed = value;
        return value;
    }
}

using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace SyncKit.SampleHost.Configuration;

/// <summary>Writes a part of the configuration as the JSON that a connection's settings are kept in.</summary>
internal static class SectionJson
{
    public static string Write(IConfigurationSection section, params ReadOnlySpan<(string Name, string Value)> first)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            foreach ((string name, string value) in first)
            {
                json.WriteString(name, value);
            }

            foreach (IConfigurationSection child in section.GetChildren())
            {
                json.WritePropertyName(Camel(child.Key));
                WriteValue(json, child);
            }

            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteValue(Utf8JsonWriter json, IConfigurationSection section)
    {
        IConfigurationSection[] children = [.. section.GetChildren()];
        if (children.Length == 0)
        {
            WriteScalar(json, section.Value);
        }
        else if (children.All(child => int.TryParse(child.Key, out _)))
        {
            json.WriteStartArray();
            foreach (IConfigurationSection child in children)
            {
                WriteValue(json, child);
            }

            json.WriteEndArray();
        }
        else
        {
            json.WriteStartObject();
            foreach (IConfigurationSection child in children)
            {
                json.WritePropertyName(Camel(child.Key));
                WriteValue(json, child);
            }

            json.WriteEndObject();
        }
    }

    private static void WriteScalar(Utf8JsonWriter json, string? value)
    {
        if (bool.TryParse(value, out bool flag))
        {
            json.WriteBooleanValue(flag);
        }
        else
        {
            json.WriteStringValue(value);
        }
    }

    private static string Camel(string key) => JsonNamingPolicy.CamelCase.ConvertName(key);
}

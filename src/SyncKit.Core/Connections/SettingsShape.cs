using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SyncKit.Connectors;

namespace SyncKit.Connections;

/// <summary>
/// Compares stored settings with a connector's own type: a name that is misspelt would leave money to a default, and a null would take a default away. Pure.
/// </summary>
public static class SettingsShape
{
    private static readonly JsonDocumentOptions Tolerant = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Names each setting that the type does not have, with the nearest that it has, each that stands there twice, and each null that has no meaning.</summary>
    /// <param name="json">The stored settings.</param>
    /// <param name="type">Source-generated metadata of the settings type, which knows every type in it.</param>
    /// <returns>Errors; empty when the shape is right.</returns>
    /// <exception cref="JsonException">This is no JSON.</exception>
    public static IReadOnlyList<Finding> Problems(string json, JsonTypeInfo type)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(type);
        using JsonDocument document = JsonDocument.Parse(json, Tolerant);
        List<Finding> found = [];
        Visit(document.RootElement, type, string.Empty, found);
        return found;
    }

    /// <summary>The known name that takes the fewest changes.</summary>
    /// <param name="name">The name that is not known.</param>
    /// <param name="known">The known names; at least one.</param>
    /// <returns>The name; <see langword="null"/> when every one would take changes of most of it.</returns>
    public static string? Nearest(string name, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(name);
        (string Name, int Changes) best = known
            .Select(candidate => (candidate, Changes(name.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .MinBy(static pair => pair.Item2);
        return best.Changes <= Math.Max(2, Math.Max(name.Length, best.Name.Length) / 2) ? best.Name : null;
    }

    private static void Visit(JsonElement element, JsonTypeInfo type, string path, List<Finding> found)
    {
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object when element.ValueKind == JsonValueKind.Object:
                VisitMembers(element, type, path, found);
                break;
            case JsonTypeInfoKind.Enumerable when element.ValueKind == JsonValueKind.Array:
                int index = 0;
                foreach (JsonElement item in element.EnumerateArray())
                {
                    VisitValue(item, type.ElementType!, type, $"{path}[{index++.ToString(CultureInfo.InvariantCulture)}]", found);
                }

                break;
            case JsonTypeInfoKind.Dictionary when element.ValueKind == JsonValueKind.Object:
                foreach (JsonProperty entry in element.EnumerateObject())
                {
                    VisitValue(entry.Value, type.ElementType!, type, $"{path}.{entry.Name}", found);
                }

                Twice(element, path, found);
                break;
        }
    }

    private static void VisitMembers(JsonElement element, JsonTypeInfo type, string path, List<Finding> found)
    {
        foreach (JsonProperty member in element.EnumerateObject())
        {
            string name = path.Length > 0 ? $"{path}.{member.Name}" : member.Name;
            if (type.Properties.FirstOrDefault(property => property.Name == member.Name) is { } property)
            {
                VisitValue(member.Value, property.PropertyType, type, name, found);
            }
            else
            {
                string? nearest = Nearest(member.Name, type.Properties.Select(static known => known.Name));
                string hint = nearest is null ? "take it out" : $"write {nearest}, which is the nearest, or take it out";
                found.Add(Error(name, $"There is no setting {name}: {hint}."));
            }
        }

        Twice(element, path, found);
    }

    private static void VisitValue(JsonElement value, Type type, JsonTypeInfo holder, string name, List<Finding> found)
    {
        if (value.ValueKind != JsonValueKind.Null)
        {
            Visit(value, holder.Options.GetTypeInfo(type), name, found);
        }
        else if (Nullable.GetUnderlyingType(type) is null)
        {
            found.Add(Error(name, $"The setting {name} is null: leave it out instead."));
        }
    }

    private static void Twice(JsonElement element, string path, List<Finding> found)
    {
        foreach (string name in element.EnumerateObject().GroupBy(static member => member.Name, StringComparer.Ordinal)
            .Where(static group => group.Count() > 1).Select(static group => group.Key))
        {
            string full = path.Length > 0 ? $"{path}.{name}" : name;
            found.Add(Error(full, $"The setting {full} stands there twice: take one out."));
        }
    }

    private static Finding Error(string setting, string message) => new(FindingSeverity.Error, setting, message);

    private static int Changes(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (from[i - 1] == to[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}

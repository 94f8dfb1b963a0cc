using System.Text;
using System.Text.Json;

namespace SyncKit.Testing.Supabase.Values;

/// <summary>Writes JSON as jsonb shows it: keys by length and then bytes, the last of equal ones kept, numbers without loss, a blank after commas and colons.</summary>
internal static class JsonbText
{
    public static string Of(JsonElement value)
    {
        StringBuilder text = new();
        Write(text, value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(text, value);
                break;
            case JsonValueKind.Array:
                text.Append('[').AppendJoin(", ", value.EnumerateArray().Select(Of)).Append(']');
                break;
            case JsonValueKind.String:
                text.Append(JsonOutput.Quote(value.GetString()!));
                break;
            case JsonValueKind.Number:
                text.Append(NumericText.OfJson(value.GetRawText()));
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    private static void WriteObject(StringBuilder text, JsonElement value)
    {
        Dictionary<string, JsonElement> members = new(StringComparer.Ordinal);
        foreach (JsonProperty member in value.EnumerateObject())
        {
            members[member.Name] = member.Value;
        }

        text.Append('{')
            .AppendJoin(", ", members
                .OrderBy(static member => Encoding.UTF8.GetByteCount(member.Key))
                .ThenBy(static member => member.Key, StringComparer.Ordinal)
                .Select(static member => $"{JsonOutput.Quote(member.Key)}: {Of(member.Value)}"))
            .Append('}');
    }
}

using System.Text.Json;
using SyncKit.Http;

namespace SyncKit.Supabase.Api;

/// <summary>What a project's error body says, as far as it can be read.</summary>
/// <param name="Code">PostgREST's code or PostgreSQL's SQLSTATE; empty when the gateway before them answers, which has none.</param>
/// <param name="Message">The sentence, without secrets; empty when there is none.</param>
/// <param name="Details">What goes with it, such as the values of a key; it may hold a whole row. Empty when there is none.</param>
internal readonly record struct ProjectError(string Code, string Message, string Details)
{
    private const int LongestMessage = 200;

    /// <summary>Reads a body; both parts are empty when it is no error of a project.</summary>
    public static ProjectError Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object ? new ProjectError(Text(root, "code"), Short(Text(root, "message")), Short(Text(root, "details"))) : Nothing;
        }
        catch (JsonException)
        {
            return Nothing;
        }
        catch (InvalidOperationException)
        {
            return Nothing;
        }
    }

    private static ProjectError Nothing => new(string.Empty, string.Empty, string.Empty);

    private static string Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : string.Empty;

    private static string Short(string text)
    {
        string clean = Redactor.Scrub(new string([.. text.Where(static c => !char.IsControl(c))]).Trim());
        return clean.Length > LongestMessage ? clean[..LongestMessage] : clean;
    }
}

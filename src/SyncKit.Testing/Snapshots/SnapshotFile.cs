using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SyncKit.Testing.Snapshots;

/// <summary>The file a simulator keeps its state in: JSON whose member <c>Format</c> names the kind of simulator and the version.</summary>
internal static class SnapshotFile
{
    private const string FormatName = "Format";

    /// <summary>Writes beside the file and renames, so that an abrupt end leaves the old file whole.</summary>
    public static async Task WriteAsync(string file, byte[] json, CancellationToken cancellationToken)
    {
        string beside = file + ".new";
        await File.WriteAllBytesAsync(beside, json, cancellationToken).ConfigureAwait(false);
        File.Move(beside, file, overwrite: true);
    }

    /// <exception cref="InvalidDataException">The file is broken, or of another format.</exception>
    public static async Task<T> ReadAsync<T>(string file, string format, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        byte[] json = await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            string? found = FormatOf(document.RootElement);
            return found == format
                ? document.RootElement.Deserialize(type)!
                : throw new InvalidDataException($"The snapshot file '{file}' has the format '{found ?? "none"}'; this simulator reads '{format}' only. Start without it, or save a new one.");
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"The snapshot file '{file}' is broken: {broken.Message}", broken);
        }
    }

    private static string? FormatOf(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(FormatName, out JsonElement format) && format.ValueKind == JsonValueKind.String
            ? format.GetString()
            : null;
}

using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace SyncKit.AspNetCore;

/// <summary>Reads and writes one JSON object of texts.</summary>
internal static class FlatJson
{
    private const int MostBytes = 16 * 1024;

    /// <summary>The object's texts and numbers; <see langword="null"/> when the body is of another type, too large, or no such object.</summary>
    public static async Task<IReadOnlyDictionary<string, string>?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType() || request.ContentLength > MostBytes)
        {
            return null;
        }

        byte[] body = new byte[MostBytes + 1];
        int length = await request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (length > MostBytes)
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(body.AsMemory(0, length), new JsonDocumentOptions { MaxDepth = 4, AllowDuplicateProperties = false });
            return document.RootElement.ValueKind != JsonValueKind.Object
                ? null
                : document.RootElement.EnumerateObject()
                    .Where(static member => member.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
                    .ToDictionary(static member => member.Name, static member => member.Value.ToString(), StringComparer.Ordinal);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static async Task WriteAsync(HttpResponse response, IReadOnlyList<(string Name, string Value)> members, CancellationToken cancellationToken)
    {
        response.ContentType = "application/json; charset=utf-8";
        Utf8JsonWriter json = new(response.BodyWriter);
        await using (json.ConfigureAwait(false))
        {
            json.WriteStartObject();
            foreach ((string name, string value) in members)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }

        await response.BodyWriter.FlushAsync(cancellationToken).ConfigureAwait(false);
    }
}

using System.Text;
using System.Text.Json;

namespace SyncKit.AspNetCore.Api.DeadLetters;

/// <summary>Shows what a source sent; what is not JSON at all, which may be why it is held, is shown as a text.</summary>
internal static class RawJson
{
    public static JsonElement Read(ReadOnlyMemory<byte> payload)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(payload);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(Encoding.UTF8.GetString(payload.Span), ApiJson.Wire.String);
        }
    }
}

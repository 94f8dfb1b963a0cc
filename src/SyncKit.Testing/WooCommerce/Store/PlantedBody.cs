using System.Globalization;
using System.Text.Json;

namespace SyncKit.Testing.WooCommerce;

internal static class PlantedBody
{
    public static DateTimeOffset? ModifiedAt(string json)
    {
        try
        {
            using JsonDocument body = JsonDocument.Parse(json);
            return body.RootElement.ValueKind == JsonValueKind.Object
                && body.RootElement.TryGetProperty("date_modified_gmt", out JsonElement date)
                && date.ValueKind == JsonValueKind.String
                && DateTimeOffset.TryParseExact(date.GetString(), "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
                ? time
                : null;
        }
        catch (JsonException)
        {
            // A planted body may be no JSON at all; that is what planting is for.
            return null;
        }
    }
}

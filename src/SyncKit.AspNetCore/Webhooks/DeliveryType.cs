using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace SyncKit.AspNetCore.Webhooks;

/// <summary>Which content types are taken.</summary>
internal static class DeliveryType
{
    /// <summary>How long a form may be: WooCommerce sends <c>webhook_id=17</c> while it makes a webhook, and nothing else ever comes as a form.</summary>
    private const int LongestForm = 64;

    public static bool IsTaken(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
        && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
                && request.ContentLength is <= LongestForm));

    /// <summary>CloudEvents in a batch have a type of their own, beside plain JSON.</summary>
    public static bool IsTakenForApp(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
        && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || type.MediaType.Equals("application/cloudevents-batch+json", StringComparison.OrdinalIgnoreCase));
}

using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace SyncKit.AspNetCore.Limits;

/// <summary>Answers without a body.</summary>
internal static class Refusal
{
    public static void TooMany(HttpResponse response, TimeSpan retryAfter) => Later(response, StatusCodes.Status429TooManyRequests, retryAfter);

    public static void Later(HttpResponse response, int status, TimeSpan retryAfter)
    {
        response.StatusCode = status;
        response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(retryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
    }
}

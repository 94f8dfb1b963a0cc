using System.Globalization;
using System.Net;
using System.Text;

namespace SyncKit.Http;

/// <summary>Turns what happened into a <see cref="HttpFault"/>. Pure.</summary>
internal static class FaultReader
{
    private const int LongestExcerpt = 300;
    private const int ExcerptSource = 4096;

    /// <summary>The fault of an answer, or <see langword="null"/> for a good one.</summary>
    public static HttpFault? Read(HttpResponseMessage response, ReadOnlyMemory<byte> body, ExpectedBody expected, AttemptLog log)
    {
        var status = (int)response.StatusCode;
        var kind = KindOf(status);
        var complaint = kind is null ? Complaint(response, body.Span, expected) : null;
        if (kind is null && complaint is null)
        {
            return null;
        }

        return new HttpFault
        {
            Kind = kind ?? HttpFaultKind.BadBody,
            Status = status,
            Wait = log.Wait,
            MayHaveActed = kind is null || log.Uncertain,
            Attempts = log.Count,
            RequestId = VendorRequestId.Find(response),
            Excerpt = Excerpt(string.Create(CultureInfo.InvariantCulture, $"HTTP {status}. {complaint}"), body.Span),
        };
    }

    public static HttpFault OfSilence(string what, TimeSpan? wait, AttemptLog log) => new()
    {
        Kind = log.Uncertain ? HttpFaultKind.NoAnswer : HttpFaultKind.NotSent,
        Wait = wait,
        MayHaveActed = log.Uncertain,
        Attempts = log.Count,
        Excerpt = Excerpt(what, default),
    };

    public static HttpFault OfRefusal(LimitRefusedException refusal, AttemptLog log) => new()
    {
        Kind = HttpFaultKind.Throttled,
        Wait = refusal.Wait,
        MayHaveActed = log.Uncertain,
        Attempts = log.Count,
        Excerpt = refusal.Message,
    };

    public static HttpFault OfAddress(AddressRefusedException refusal, AttemptLog log) => new()
    {
        Kind = HttpFaultKind.AddressRefused,
        MayHaveActed = log.Uncertain,
        Attempts = log.Count,
        Excerpt = refusal.Message,
    };

    public static HttpFault OfTooLarge(AnswerTooLargeException exception, AttemptLog log) => new()
    {
        Kind = KindOf(exception.Status) ?? HttpFaultKind.BadBody,
        Status = exception.Status,
        MayHaveActed = KindOf(exception.Status) is null || log.Uncertain,
        Attempts = log.Count,
        Excerpt = exception.Message,
    };

    private static HttpFaultKind? KindOf(int status) => status switch
    {
        >= 200 and < 300 => null,
        (int)HttpStatusCode.Unauthorized => HttpFaultKind.Unauthorized,
        (int)HttpStatusCode.Forbidden => HttpFaultKind.Forbidden,
        (int)HttpStatusCode.NotFound => HttpFaultKind.NotFound,
        (int)HttpStatusCode.RequestTimeout => HttpFaultKind.NoAnswer,
        (int)HttpStatusCode.TooManyRequests => HttpFaultKind.Throttled,
        >= 500 => HttpFaultKind.ServerError,
        _ => HttpFaultKind.Rejected,
    };

    private static string? Complaint(HttpResponseMessage response, ReadOnlySpan<byte> body, ExpectedBody expected)
    {
        if (expected == ExpectedBody.Anything)
        {
            return null;
        }

        if (JsonText.IsBlank(body))
        {
            return expected == ExpectedBody.JsonOrNothing || response.StatusCode == HttpStatusCode.NoContent ? null : "The body is empty.";
        }

        if (JsonText.LooksWhole(body))
        {
            return null;
        }

        return response.Content.Headers.ContentType?.MediaType?.Contains("html", StringComparison.OrdinalIgnoreCase) == true
            ? "The body is HTML, not JSON."
            : "The body is not one whole JSON document.";
    }

    private static string Excerpt(string what, ReadOnlySpan<byte> body)
    {
        // Scrubbed before it is cut: half a token is no longer recognisable as one.
        var text = Redactor.Scrub($"{what.TrimEnd()} {Encoding.UTF8.GetString(body[..Math.Min(body.Length, ExcerptSource)])}");
        var line = new StringBuilder(LongestExcerpt);
        foreach (var c in text)
        {
            if (line.Length == LongestExcerpt)
            {
                break;
            }

            if (!char.IsControl(c) && !char.IsWhiteSpace(c))
            {
                line.Append(c);
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        return line.ToString().TrimEnd();
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;

namespace SyncKit.Http;

/// <summary>How a call ended: the vendor's answer with its whole body, or a fault, or both.</summary>
public sealed class HttpAnswer
{
    private readonly HttpResponseHeaders? _headers;

    internal HttpAnswer(HttpResponseMessage? response, ReadOnlyMemory<byte> body, HttpFault? fault)
    {
        _headers = response?.Headers;
        Status = response is null ? null : (int)response.StatusCode;
        MediaType = response?.Content.Headers.ContentType?.MediaType;
        RequestId = VendorRequestId.Find(response);
        Date = response?.Headers.Date;
        Body = body;
        Fault = fault;
    }

    /// <summary>The HTTP status, or <see langword="null"/> when no answer came.</summary>
    public int? Status { get; }

    /// <summary>The fault, or <see langword="null"/> for a success whose body is what was expected.</summary>
    public HttpFault? Fault { get; }

    /// <summary>Whether the vendor did what was asked and the body is usable.</summary>
    [MemberNotNullWhen(false, nameof(Fault))]
    [MemberNotNullWhen(true, nameof(Status))]
    public bool IsSuccess => Fault is null;

    /// <summary>The body, decompressed and without a byte order mark. Faults of the vendor keep theirs; it may hold secrets.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The media type, such as <c>application/json</c>.</summary>
    public string? MediaType { get; }

    /// <summary>The vendor's id of the request (<c>intuit_tid</c>, <c>x-request-id</c> and their like), for its support.</summary>
    public string? RequestId { get; }

    /// <summary>The vendor's clock when it answered.</summary>
    public DateTimeOffset? Date { get; }

    /// <summary>Reads a response header.</summary>
    /// <param name="name">The name, in any case.</param>
    /// <returns>The value, several joined by commas, or <see langword="null"/>.</returns>
    public string? Header(string name) =>
        _headers is not null && _headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    /// <summary>
    /// Finds the JSON document behind noise, such as a PHP warning printed before it: the rest of the body from the first brace or bracket from
    /// which everything to the end is one whole document.
    /// </summary>
    /// <param name="json">The document.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryReadPastNoise(out ReadOnlyMemory<byte> json) => JsonText.TryReadPastNoise(Body, out json);
}

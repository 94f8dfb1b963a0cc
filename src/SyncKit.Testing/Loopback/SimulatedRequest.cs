using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace SyncKit.Testing.Loopback;

/// <summary>One HTTP request as it reached a simulator.</summary>
/// <param name="Method">The HTTP method in upper case.</param>
/// <param name="Path">The decoded path, with its leading slash.</param>
/// <param name="QueryString">The query as it was sent, with its leading question mark; empty when there is none.</param>
/// <param name="Headers">The headers, names without regard to case.</param>
/// <param name="Body">The raw body.</param>
/// <param name="ReceivedAt">When it arrived, by the simulator's clock.</param>
public sealed record SimulatedRequest(
    string Method,
    string Path,
    string QueryString,
    IReadOnlyDictionary<string, string> Headers,
    ReadOnlyMemory<byte> Body,
    DateTimeOffset ReceivedAt)
{
    private Dictionary<string, StringValues>? query;

    /// <summary>The decoded query parameters; a parameter that is sent several times has several values.</summary>
    public IReadOnlyDictionary<string, StringValues> Query => query ??= QueryHelpers.ParseQuery(QueryString);

    /// <summary>The body as UTF-8 text.</summary>
    public string BodyText => Encoding.UTF8.GetString(Body.Span);
}

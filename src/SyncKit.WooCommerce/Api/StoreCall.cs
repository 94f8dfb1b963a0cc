using System.Net.Http.Headers;
using SyncKit.Http;

namespace SyncKit.WooCommerce.Api;

/// <summary>One call of a store's REST API, without its key.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path below the API's address, with its query.</param>
/// <param name="Body">The JSON body; empty for none.</param>
internal sealed record StoreCall(HttpMethod Method, string Path, ReadOnlyMemory<byte> Body = default)
{
    /// <summary>Whether it is a POST that only sets states, such as a batch of updates. Default: no.</summary>
    public bool SetsStates { get; init; }

    public HttpRequestMessage ToRequest(Uri api)
    {
        HttpRequestMessage request = new(Method, new Uri(api, Path));
        if (!Body.IsEmpty)
        {
            request.Content = new ReadOnlyMemoryContent(Body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        // What sets a state or takes something away comes to the same however often it arrives; what makes something does not.
        return Method == HttpMethod.Put || Method == HttpMethod.Delete || SetsStates ? request.WithIdempotencyKey() : request;
    }
}

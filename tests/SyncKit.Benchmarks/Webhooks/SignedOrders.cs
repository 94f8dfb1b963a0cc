using System.Security.Cryptography;
using System.Text;
using SyncKit.Benchmarks.Engine;

namespace SyncKit.Benchmarks.Webhooks;

/// <summary>Orders as a store delivers them: the body, and its signature in a header.</summary>
internal static class SignedOrders
{
    public const string Secret = "a-webhook-secret-of-some-length";

    private static readonly byte[] Key = Encoding.UTF8.GetBytes(Secret);

    public static HttpRequestMessage Make(Uri address, int order)
    {
        byte[] body = GeneratedOrders.Make(order);
        HttpRequestMessage request = new(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-WC-Webhook-Signature", Sign(body));
        request.Headers.Add("X-WC-Webhook-Topic", "order.updated");
        return request;
    }

    public static string Sign(ReadOnlySpan<byte> body) => Convert.ToBase64String(HMACSHA256.HashData(Key, body));
}

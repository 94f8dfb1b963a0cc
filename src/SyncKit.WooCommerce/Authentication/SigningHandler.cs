using System.Net.Http.Headers;
using System.Text;

namespace SyncKit.WooCommerce.Authentication;

/// <summary>Authenticates each attempt anew: Basic over HTTPS, a fresh signature over plain HTTP.</summary>
internal sealed class SigningHandler(TimeProvider time, Func<string> newNonce) : DelegatingHandler
{
    private static readonly HttpRequestOptionsKey<ApiKey> Key = new("SyncKit.WooCommerce.ApiKey");

    public static void Give(HttpRequestMessage request, ApiKey key) => request.Options.Set(Key, key);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Options.TryGetValue(Key, out ApiKey? key) || request.RequestUri is not { } address)
        {
            throw new InvalidOperationException("A request to a store needs its API key.");
        }

        if (address.Scheme == Uri.UriSchemeHttps)
        {
            string pair = $"{key.Key.Reveal()}:{key.Secret.Reveal()}";
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        request.RequestUri = OAuthSignature.Sign(request.Method.Method, address, key, newNonce(), time.GetUtcNow());
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // The next attempt signs the bare address, and nothing outside of here ever sees the signed one.
            request.RequestUri = address;
        }
    }
}

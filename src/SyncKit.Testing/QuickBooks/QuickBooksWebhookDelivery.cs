using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using SyncKit.Testing.QuickBooks.Webhooks;

namespace SyncKit.Testing.QuickBooks;

/// <summary>One webhook delivery with its final body and signature. It can be sent as often and in whatever order a test likes.</summary>
public sealed class QuickBooksWebhookDelivery
{
    private QuickBooksWebhookDelivery(byte[] body, string signature, int events)
    {
        Body = body;
        Signature = signature;
        Events = events;
    }

    /// <summary>The exact bytes that are signed and sent.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The header <c>intuit-signature</c>: the Base64 of the HMAC-SHA256 of the body under the verifier token.</summary>
    public string Signature { get; }

    /// <summary>How many events the body tells of.</summary>
    public int Events { get; }

    /// <summary>Makes the HTTP request, for tests that send it themselves.</summary>
    /// <param name="target">The receiver.</param>
    /// <returns>The request, which the caller disposes of.</returns>
    public HttpRequestMessage ToRequest(Uri target)
    {
        HttpRequestMessage request = new(HttpMethod.Post, target) { Content = new ReadOnlyMemoryContent(Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("intuit-signature", Signature);
        request.Headers.TryAddWithoutValidation("user-agent", "intuit_notification_server/0.1");
        return request;
    }

    /// <summary>Sends the delivery once.</summary>
    /// <param name="client">The client.</param>
    /// <param name="target">The receiver.</param>
    /// <param name="cancellationToken">Cancels the sending.</param>
    /// <returns>The status of the answer; Intuit takes 200 for success.</returns>
    /// <exception cref="HttpRequestException">The receiver cannot be reached.</exception>
    public async Task<int> SendAsync(HttpClient client, Uri target, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        using HttpRequestMessage request = ToRequest(target);
        using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        return (int)response.StatusCode;
    }

    /// <summary>Signs the changes; nothing when there are none.</summary>
    internal static QuickBooksWebhookDelivery? Of(IReadOnlyList<RealmChanges> realms, string verifierToken, bool legacy)
    {
        ArgumentNullException.ThrowIfNull(verifierToken);
        RealmChanges[] told = [.. realms.Where(realm => realm.Changes.Count > 0)];
        if (told.Length == 0)
        {
            return null;
        }

        byte[] body = legacy ? WebhookBody.Legacy(told) : WebhookBody.CloudEvents(told);
        string signature = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(verifierToken), body));
        return new QuickBooksWebhookDelivery(body, signature, told.Sum(realm => realm.Changes.Count));
    }
}

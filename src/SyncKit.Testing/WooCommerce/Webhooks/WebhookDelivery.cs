using System.Net.Http.Headers;

namespace SyncKit.Testing.WooCommerce;

/// <summary>One delivery with its final body and headers. It can be sent as often and in whatever order a test likes.</summary>
public sealed class WebhookDelivery
{
    internal WebhookDelivery(StoreWebhook webhook, PendingWebhook pending, byte[] body, IReadOnlyDictionary<string, string> headers)
    {
        Webhook = webhook;
        Pending = pending;
        Body = body;
        Headers = headers;
    }

    /// <summary>The webhook that is served.</summary>
    public StoreWebhook Webhook { get; }

    /// <summary>The event behind the delivery.</summary>
    public PendingWebhook Pending { get; }

    /// <summary>The exact bytes that are signed and sent.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The headers, <c>X-WC-Webhook-Signature</c> among them.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The status of the last answer; absent before the first answer and after a broken connection.</summary>
    public int? AnsweredStatus { get; private set; }

    /// <summary>Whether WooCommerce counts the last answer as success: 200 to 302.</summary>
    public bool Succeeded => AnsweredStatus is >= 200 and <= 302;

    /// <summary>Sends the delivery once. A connection that breaks or times out is a failed delivery, not an exception.</summary>
    /// <param name="client">The client; it should not follow redirects, as WooCommerce does not.</param>
    /// <param name="target">Another target than the webhook's own.</param>
    /// <param name="cancellationToken">Cancels the sending.</param>
    /// <returns>Whether the delivery succeeded.</returns>
    public async Task<bool> SendAsync(HttpClient client, Uri? target = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        AnsweredStatus = null;
        using HttpRequestMessage request = ToRequest(target);
        try
        {
            using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            AnsweredStatus = (int)response.StatusCode;
        }
        catch (HttpRequestException)
        {
            AnsweredStatus = null;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            AnsweredStatus = null;
        }

        return Succeeded;
    }

    /// <summary>Makes the HTTP request, for tests that send it themselves.</summary>
    /// <param name="target">Another target than the webhook's own.</param>
    public HttpRequestMessage ToRequest(Uri? target = null)
    {
        HttpRequestMessage request = new(HttpMethod.Post, target ?? Webhook.DeliveryUrl) { Content = new ReadOnlyMemoryContent(Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach ((string name, string value) in Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }
}

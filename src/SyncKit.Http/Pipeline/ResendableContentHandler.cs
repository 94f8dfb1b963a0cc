namespace SyncKit.Http;

/// <summary>Holds a request's content as bytes before the first attempt, so that every attempt sends the same ones.</summary>
internal sealed class ResendableContentHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Attempts.Piped = true;
        // What lies in memory as it is can be sent again without a copy.
        if (request.Content is not (null or ReadOnlyMemoryContent))
        {
            await request.Content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
        }

        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}

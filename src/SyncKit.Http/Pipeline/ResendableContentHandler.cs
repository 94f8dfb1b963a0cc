namespace SyncKit.Http;

/// <summary>Holds a request's content as bytes before the first attempt, so that every attempt sends the same ones.</summary>
internal sealed class ResendableContentHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Attempts.Piped = true;
        if (request.Content is not null)
        {
            await request.Content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
        }

        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}

using System.Buffers;

namespace SyncKit.Http;

/// <summary>Reads a body to its end, or to the limit.</summary>
internal static class AnswerBody
{
    private const int Block = 64 * 1024;

    /// <summary>The body as bytes, with the content's own headers.</summary>
    /// <exception cref="AnswerTooLargeException">The body is larger than the limit.</exception>
    /// <exception cref="HttpRequestException">The body broke off.</exception>
    public static async Task<HttpContent> ReadAsync(HttpResponseMessage response, int limit, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > limit)
        {
            throw new AnswerTooLargeException((int)response.StatusCode, limit);
        }

        using var source = response.Content;
        var block = ArrayPool<byte>.Shared.Rent(Block);
        try
        {
            using var whole = new MemoryStream((int)(source.Headers.ContentLength ?? 0));
            var stream = await source.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                int read;
                while ((read = await stream.ReadAsync(block, cancellationToken).ConfigureAwait(false)) > 0)
                {
                    if (whole.Length + read > limit)
                    {
                        throw new AnswerTooLargeException((int)response.StatusCode, limit);
                    }

                    whole.Write(block, 0, read);
                }
            }

            var content = new ByteArrayContent(whole.GetBuffer(), 0, (int)whole.Length);
            content.Headers.ContentType = source.Headers.ContentType;
            return content;
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The body broke off.", exception);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }
}

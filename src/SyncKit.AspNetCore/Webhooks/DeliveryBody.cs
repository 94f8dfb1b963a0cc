using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;

namespace SyncKit.AspNetCore.Webhooks;

/// <summary>Reads a body whole, as it came. Of one that is too long the rest is the server's to throw away: who is cut off in mid-sentence never hears why.</summary>
internal static class DeliveryBody
{
    /// <returns>The body; <see langword="null"/> when it is longer than allowed.</returns>
    /// <exception cref="BadHttpRequestException">The client broke off or sent something that is no body.</exception>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int most, CancellationToken cancellationToken)
    {
        if (request.ContentLength > most)
        {
            return null;
        }

        PipeReader reader = request.BodyReader;
        while (true)
        {
            ReadResult read = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (read.Buffer.Length > most)
            {
                reader.AdvanceTo(read.Buffer.End);
                return null;
            }

            if (read.IsCompleted)
            {
                byte[] body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}

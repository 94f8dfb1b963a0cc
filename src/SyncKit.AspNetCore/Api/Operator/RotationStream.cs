using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using SyncKit.Credentials;

namespace SyncKit.AspNetCore.Api.Operator;

/// <summary>
/// Rotates the keys while it answers, a line of JSON at a time: the newest progress as fast as the caller reads, and how it ended as the last line. When the
/// caller goes away the rotation ends between two credentials, and the next one goes on from there.
/// </summary>
internal sealed class RotationStream(CredentialRotation rotation) : IResult
{
    public const string ContentType = "application/x-ndjson";

    private static readonly RotationProgress NotBegun = new(string.Empty, 0, 0, []);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = ContentType;
        Newest news = new();
        Task<RotationAnswer> rotating = RotateAsync(news, httpContext.RequestAborted);
        await foreach (RotationProgress progress in news.ReadAsync(httpContext.RequestAborted).ConfigureAwait(false))
        {
            await WriteAsync(httpContext, RotationAnswer.Of(progress, ended: false)).ConfigureAwait(false);
        }

        await WriteAsync(httpContext, await rotating.ConfigureAwait(false)).ConfigureAwait(false);
    }

    private async Task<RotationAnswer> RotateAsync(Newest news, CancellationToken cancellationToken)
    {
        try
        {
            return RotationAnswer.Of(await rotation.RotateAsync(news, cancellationToken).ConfigureAwait(false), ended: true);
        }
        catch (CredentialException stopped)
        {
            return RotationAnswer.Of(news.Last, ended: true, stopped.Message);
        }
        finally
        {
            news.End();
        }
    }

    private static async Task WriteAsync(HttpContext context, RotationAnswer line)
    {
        await JsonSerializer.SerializeAsync(context.Response.Body, line, ApiJson.Wire.RotationAnswer, context.RequestAborted).ConfigureAwait(false);
        await context.Response.Body.WriteAsync("\n"u8.ToArray(), context.RequestAborted).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Keeps the newest progress for a reader that may be slower than the work.</summary>
    private sealed class Newest : IProgress<RotationProgress>
    {
        private readonly Channel<RotationProgress> channel = Channel.CreateBounded<RotationProgress>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

        public RotationProgress Last { get; private set; } = NotBegun;

        public void Report(RotationProgress value)
        {
            Last = value;
            channel.Writer.TryWrite(value);
        }

        public void End() => channel.Writer.TryComplete();

        public IAsyncEnumerable<RotationProgress> ReadAsync(CancellationToken cancellationToken) => channel.Reader.ReadAllAsync(cancellationToken);
    }
}

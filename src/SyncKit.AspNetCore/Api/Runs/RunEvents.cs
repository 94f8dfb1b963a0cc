using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SyncKit.Connections;
using SyncKit.Runs;

namespace SyncKit.AspNetCore.Api.Runs;

/// <summary>
/// Answers with a run's life as server-sent events: <c>progress</c> whenever something changed, and <c>end</c> as the last one. An event's id tells what it
/// showed, so that a browser that comes back with it is spared what it has seen.
/// </summary>
internal sealed class RunEvents(SyncRuns runs, TenantId tenant, Guid run, TimeProvider time) : IResult
{
    public const string ContentType = "text/event-stream";

    /// <summary>Shorter than the time after which proxies take a silent connection for dead.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private static readonly ReadOnlyMemory<byte> Beat = ": still here\n\n"u8.ToArray();

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-cache, no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        string seen = httpContext.Request.Headers["Last-Event-ID"].ToString();
        CancellationToken gone = httpContext.RequestAborted;
        await response.StartAsync(gone).ConfigureAwait(false);
        IAsyncEnumerator<SyncRun> news = runs.WatchAsync(tenant, run, gone).GetAsyncEnumerator(gone);
        await using ConfiguredAsyncDisposable _ = news.ConfigureAwait(false);
        try
        {
            while (await NextAsync(news, response, gone).ConfigureAwait(false))
            {
                SyncRun now = news.Current;
                string id = IdOf(now);
                if (now.IsEnded || !string.Equals(id, seen, StringComparison.Ordinal))
                {
                    await response.Body.WriteAsync(Write(id, now), gone).ConfigureAwait(false);
                    await response.Body.FlushAsync(gone).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // The reader went away, which is how most of these end.
        }
    }

    private async Task<bool> NextAsync(IAsyncEnumerator<SyncRun> news, HttpResponse response, CancellationToken gone)
    {
        Task<bool> next = news.MoveNextAsync().AsTask();
        while (!next.IsCompleted)
        {
            using CancellationTokenSource waiting = CancellationTokenSource.CreateLinkedTokenSource(gone);
            if (await Task.WhenAny(next, Task.Delay(Heartbeat, time, waiting.Token)).ConfigureAwait(false) != next && !gone.IsCancellationRequested)
            {
                await response.Body.WriteAsync(Beat, gone).ConfigureAwait(false);
                await response.Body.FlushAsync(gone).ConfigureAwait(false);
            }

            await waiting.CancelAsync().ConfigureAwait(false);
        }

        return await next.ConfigureAwait(false);
    }

    private static ReadOnlyMemory<byte> Write(string id, SyncRun now)
    {
        ArrayBufferWriter<byte> text = new();
        text.Write(Encoding.UTF8.GetBytes($"event: {(now.IsEnded ? "end" : "progress")}\nid: {id}\ndata: "));
        using (Utf8JsonWriter json = new(text))
        {
            JsonSerializer.Serialize(json, RunAnswer.Of(now), ApiJson.Wire.RunAnswer);
        }

        text.Write("\n\n"u8);
        return text.WrittenMemory;
    }

    /// <summary>Tells apart what events show of a run.</summary>
    public static string IdOf(SyncRun now) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(int)now.State}-{now.Progress.Pages}-{now.Progress.Read}-{now.Progress.Held}-{now.Progress.Planned.Total}-{now.Interruptions}");
}

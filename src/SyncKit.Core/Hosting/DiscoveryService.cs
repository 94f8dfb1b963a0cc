using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SyncKit.Connections;
using SyncKit.Discovery;

namespace SyncKit.Hosting;

/// <summary>Polls every stream of every tenant, and sweeps each source now and then for what vanished.</summary>
internal sealed partial class DiscoveryService(
    IConnectionStore connections,
    StreamCatalog streams,
    StreamRunner runner,
    IOptions<SyncKitOptions> options,
    TimeProvider time,
    ILogger<DiscoveryService> logger) : BackgroundService
{
    private readonly Dictionary<StreamId, DateTimeOffset> swept = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            bool more = false;
            try
            {
                more = await PollAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception unreachable) when (unreachable is not OperationCanceledException)
            {
                LogStorage(unreachable);
            }

            if (!more)
            {
                await Task.Delay(options.Value.PollInterval, time, stoppingToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<bool> PollAsync(CancellationToken stoppingToken)
    {
        List<BoundStream> all = [];
        foreach (TenantId tenant in await connections.ListTenantsAsync(stoppingToken).ConfigureAwait(false))
        {
            all.AddRange(await streams.ListAsync(tenant, stoppingToken).ConfigureAwait(false));
        }

        int more = 0;
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = options.Value.Parallelism, CancellationToken = stoppingToken };
        await Parallel.ForEachAsync(all, parallel, async (bound, token) =>
        {
            if (await PollAsync(bound, token).ConfigureAwait(false))
            {
                Interlocked.Increment(ref more);
            }
        }).ConfigureAwait(false);
        return more > 0;
    }

    /// <summary>One stream that breaks holds up no other.</summary>
    private async Task<bool> PollAsync(BoundStream bound, CancellationToken stoppingToken)
    {
        try
        {
            DiscoveryReport? report = await runner.RunAsync(bound, new SyncOptions(), null, stoppingToken).ConfigureAwait(false);
            if (report is { More: false } && IsSweepDue(bound.Stream))
            {
                await runner.SweepAsync(bound, stoppingToken).ConfigureAwait(false);
            }

            return report is { More: true };
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            LogStream(bound.Stream, broken);
            return false;
        }
    }

    private bool IsSweepDue(StreamId stream)
    {
        DateTimeOffset now = time.GetUtcNow();
        lock (swept)
        {
            if (!swept.TryGetValue(stream, out DateTimeOffset last))
            {
                swept[stream] = now;
                return false;
            }

            bool due = now - last >= options.Value.SweepInterval;
            swept[stream] = due ? now : last;
            return due;
        }
    }

    [LoggerMessage(501, LogLevel.Error, "The storage did not answer; streams are polled again at the next interval.")]
    private partial void LogStorage(Exception exception);

    [LoggerMessage(502, LogLevel.Error, "The stream {Stream} broke off; it is polled again at the next interval.")]
    private partial void LogStream(StreamId stream, Exception exception);
}

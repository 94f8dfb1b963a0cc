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
    StreamTrigger trigger,
    IOptions<SyncKitOptions> options,
    TimeProvider time,
    ILogger<DiscoveryService> logger) : BackgroundService
{
    private readonly Dictionary<StreamId, DateTimeOffset> swept = [];
    private readonly Dictionary<StreamId, Task> running = [];
    private readonly SemaphoreSlim places = new(options.Value.Parallelism);

    public override void Dispose()
    {
        places.Dispose();
        base.Dispose();
    }

    /// <summary>Starts every stream that is not still being read, at each interval: a slow shop delays nobody but itself.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await StartDueAsync(stoppingToken).ConfigureAwait(false);
                await WaitAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
        }

        await Task.WhenAll(running.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Waits for the next interval; a stream that a delivery marks is read at once.</summary>
    private async Task WaitAsync(CancellationToken stoppingToken)
    {
        Task interval = Task.Delay(options.Value.PollInterval, time, stoppingToken);
        while (!interval.IsCompleted)
        {
            Task woken = trigger.Woken;
            foreach (StreamId stream in trigger.TakeWoken())
            {
                await StartAsync(stream.Source.Tenant, bound => bound.Stream == stream, stoppingToken).ConfigureAwait(false);
            }

            await Task.WhenAny(interval, woken).ConfigureAwait(false);
        }

        await interval.ConfigureAwait(false);
    }

    private async Task StartAsync(TenantId tenant, Func<BoundStream, bool> isMeant, CancellationToken stoppingToken)
    {
        foreach (BoundStream bound in (await streams.ListAsync(tenant, stoppingToken).ConfigureAwait(false)).Where(isMeant))
        {
            if (!running.TryGetValue(bound.Stream, out Task? task) || task.IsCompleted)
            {
                running[bound.Stream] = ReadAsync(bound, stoppingToken);
            }
        }
    }

    private async Task StartDueAsync(CancellationToken stoppingToken)
    {
        try
        {
            foreach (TenantId tenant in await connections.ListTenantsAsync(stoppingToken).ConfigureAwait(false))
            {
                await StartAsync(tenant, static _ => true, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (Exception unreachable) when (unreachable is not OperationCanceledException)
        {
            LogStorage(unreachable);
        }
    }

    /// <summary>Reads a stream until there is no more, giving its place up between runs.</summary>
    private async Task ReadAsync(BoundStream bound, CancellationToken stoppingToken)
    {
        bool more = true;
        while (more && !stoppingToken.IsCancellationRequested)
        {
            await places.WaitAsync(stoppingToken).ConfigureAwait(false);
            try
            {
                more = await RunAsync(bound, stoppingToken).ConfigureAwait(false);
            }
            finally
            {
                places.Release();
            }
        }
    }

    private async Task<bool> RunAsync(BoundStream bound, CancellationToken stoppingToken)
    {
        try
        {
            string? mark = await trigger.FindAsync(bound.Stream, stoppingToken).ConfigureAwait(false);
            DiscoveryReport? report = await runner.RunAsync(bound, new SyncOptions(), null, stoppingToken).ConfigureAwait(false);
            if (report is { More: false } && IsSweepDue(bound.Stream))
            {
                await runner.SweepAsync(bound, stoppingToken).ConfigureAwait(false);
            }

            if (mark is null || report is not { More: false })
            {
                return report is { More: true };
            }

            await trigger.ClearAsync(bound.Stream, mark, stoppingToken).ConfigureAwait(false);
            return await trigger.FindAsync(bound.Stream, stoppingToken).ConfigureAwait(false) is not null;
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

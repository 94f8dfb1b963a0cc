using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using SyncKit.Auditing;
using SyncKit.Connections;
using SyncKit.Faults;
using SyncKit.Notifications;
using SyncKit.Telemetry;

namespace SyncKit.Discovery;

/// <summary>Runs a stream for a connection that works, and keeps note of one that does not.</summary>
internal sealed partial class StreamRunner(
    Discoverer discoverer,
    DeletionSweep sweep,
    IConnectionStore connections,
    IAuditTrail audit,
    ConnectionNotices notices,
    SyncKitMeter meter,
    TimeProvider time,
    ILogger<StreamRunner> logger)
{
    /// <summary>How long a stream waits before it tries whether a person has acted.</summary>
    private static readonly TimeSpan AttentionWait = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<ConnectionId, DateTimeOffset> parkedUntil = new();

    /// <summary>Reads a stream.</summary>
    /// <returns>What was read; <see langword="null"/> when the source could not be read.</returns>
    public async Task<DiscoveryReport?> RunAsync(
        BoundStream bound,
        SyncOptions options,
        Action<DiscoveryReport>? progress,
        CancellationToken cancellationToken) =>
        (await TryRunAsync(bound, options, progress, cancellationToken).ConfigureAwait(false)).Report;

    /// <summary>Sweeps a stream's source for records that vanished.</summary>
    /// <returns>What was found; <see langword="null"/> when the source could not be read.</returns>
    public async Task<DiscoveryReport?> SweepAsync(BoundStream bound, CancellationToken cancellationToken) =>
        (await TrySweepAsync(bound, cancellationToken).ConfigureAwait(false)).Report;

    /// <summary>Reads a stream, and says why when it could not be read.</summary>
    public Task<StreamReading> TryRunAsync(
        BoundStream bound,
        SyncOptions options,
        Action<DiscoveryReport>? progress,
        CancellationToken cancellationToken) =>
        GuardAsync(
            bound.Stream,
            connection => discoverer.RunAsync(bound.Stream, connection, bound.Bindings, options, progress, cancellationToken),
            cancellationToken);

    /// <summary>Sweeps a stream's source for records that vanished, and says why when it could not be read.</summary>
    public Task<StreamReading> TrySweepAsync(BoundStream bound, CancellationToken cancellationToken) =>
        GuardAsync(bound.Stream, connection => sweep.RunAsync(bound.Stream, connection, bound.Bindings, cancellationToken), cancellationToken);

    private async Task<StreamReading> GuardAsync(
        StreamId stream,
        Func<Connection, Task<DiscoveryReport>> run,
        CancellationToken cancellationToken)
    {
        Connection? connection = await connections.FindAsync(stream.Source, cancellationToken).ConfigureAwait(false);
        if (connection is null or { Status.State: ConnectionState.Disabled } || IsParked(connection))
        {
            return new StreamReading(null, WhyNot(stream, connection));
        }

        try
        {
            DiscoveryReport report = await run(connection).ConfigureAwait(false);
            meter.Read(stream.Source.Connector, report.Read);
            if (connection.Status.State == ConnectionState.NeedsAttention)
            {
                await connections.MarkAsync(connection.Id, ConnectionStatus.Connected with { Since = time.GetUtcNow() }, cancellationToken).ConfigureAwait(false);
            }

            await notices.WorkedAsync(connection, cancellationToken).ConfigureAwait(false);
            return new StreamReading(report, string.Empty);
        }
        catch (ConnectorException refused)
        {
            await NoteAsync(connection, refused.Failure, cancellationToken).ConfigureAwait(false);
            return new StreamReading(null, $"{connection.Id} could not be read: {refused.Failure.Message} {refused.Failure.Remedy}");
        }
    }

    private static string WhyNot(StreamId stream, Connection? connection) => connection switch
    {
        null => $"There is no connection '{stream.Source}': connect it again, or switch its flows off.",
        { Status.State: ConnectionState.Disabled } => $"{stream.Source} is switched off.",
        _ => $"{stream.Source} needs attention: {connection.Status.Message}",
    };

    private bool IsParked(Connection connection) =>
        connection.Status.State == ConnectionState.NeedsAttention
        && parkedUntil.TryGetValue(connection.Id, out DateTimeOffset until)
        && time.GetUtcNow() < until;

    private async Task NoteAsync(Connection seen, Failure failure, CancellationToken cancellationToken)
    {
        ConnectionId connection = seen.Id;
        if (failure.Kind != FailureKind.NeedsAttention)
        {
            LogFailed(connection, failure.Code, failure.Message);
            return;
        }

        DateTimeOffset now = time.GetUtcNow();
        parkedUntil[connection] = now + AttentionWait;
        ConnectionStatus status = new(ConnectionState.NeedsAttention, failure.Code, $"{failure.Message} {failure.Remedy}", now);
        bool marked = await connections.MarkAsync(connection, status, cancellationToken).ConfigureAwait(false);
        await notices.NeedsAttentionAsync(seen, failure, marked, now, cancellationToken).ConfigureAwait(false);
        if (marked)
        {
            LogNeedsAttention(connection, failure.Code, failure.Message, failure.Remedy);
            await audit.AppendAsync(
                [new AuditEntry(connection.Tenant, now, "connection.needs-attention", connection.ToString(), failure.Code, "engine")],
                cancellationToken).ConfigureAwait(false);
        }
    }

    [LoggerMessage(201, LogLevel.Warning, "{Connection} could not be read and is tried again ({Code}): {Message}")]
    private partial void LogFailed(ConnectionId connection, string code, string message);

    [LoggerMessage(202, LogLevel.Error, "Connection {Connection} needs attention ({Code}): {Message} {Remedy}")]
    private partial void LogNeedsAttention(ConnectionId connection, string code, string message, string remedy);
}

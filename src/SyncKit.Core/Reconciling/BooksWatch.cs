using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SyncKit.Connections;
using SyncKit.Delivery;
using SyncKit.Discovery;
using SyncKit.Faults;
using SyncKit.Hosting;
using SyncKit.Lanes;

namespace SyncKit.Reconciling;

/// <summary>
/// Looks now and then at what was changed in a destination, under its lane's lease, and holds the records whose documents a person changed there.
/// </summary>
internal sealed partial class BooksWatch(
    IServiceProvider services,
    ISyncStateStore state,
    BooksFindings findings,
    BooksHints hints,
    IOptions<SyncKitOptions> options,
    ILogger<BooksWatch> logger)
{
    public const string StreamKind = "books";

    /// <summary>How far the destination's clock may be off, and how late a change may show there.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan FailureWait = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<ConnectionId, DateTimeOffset> next = new();
    private readonly ConcurrentDictionary<ConnectionId, DateTimeOffset> failed = new();

    public static StreamId StreamOf(ConnectionId lane) => new(lane, StreamKind);

    /// <summary>Whether a look is due, by the interval or by a hint. Asks the store only when this host remembers nothing that speaks against it.</summary>
    public async Task<bool> IsDueAsync(ConnectionId lane, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (BooksOf(lane) is null || (failed.TryGetValue(lane, out DateTimeOffset until) && now < until))
        {
            return false;
        }

        if (await hints.FindDueAsync(lane, cancellationToken).ConfigureAwait(false) is { } hinted && hinted <= now)
        {
            return true;
        }

        TimeSpan interval = options.Value.BooksCheckInterval;
        if (interval == TimeSpan.Zero || (next.TryGetValue(lane, out DateTimeOffset at) && now < at))
        {
            return false;
        }

        StreamPosition? position = await state.FindPositionAsync(StreamOf(lane), cancellationToken).ConfigureAwait(false);
        DateTimeOffset due = position is null ? now : position.ReadAt + interval;
        next[lane] = due;
        return due <= now;
    }

    /// <summary>Looks when it is due. A look that fails is no reason to stop the lane's work, unless the account itself is out of reach.</summary>
    /// <returns>Whether the destination was looked at.</returns>
    public async Task<bool> RunIfDueAsync(LaneSession session, CancellationToken cancellationToken)
    {
        DateTimeOffset now = session.Now;
        if (!await IsDueAsync(session.Lane, now, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        try
        {
            if (await state.FindPositionAsync(StreamOf(session.Lane), cancellationToken).ConfigureAwait(false) is null)
            {
                // What lies before the first look is the comparison's to find; reading all of it may cost much.
                await MoveAsync(session.Lane, now, cancellationToken).ConfigureAwait(false);
                return false;
            }

            await RunAsync(session, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (ConnectorException refused) when (refused.Failure.Kind is not (FailureKind.NeedsAttention or FailureKind.RateLimited))
        {
            LogFailed(session.Lane, refused.Failure.Code, refused.Failure.Message);
            failed[session.Lane] = now + FailureWait;
            return false;
        }
    }

    /// <summary>Looks at once: at what changed since the last look, and at everything when there was none.</summary>
    /// <returns>What was found; <see langword="null"/> when the destination does not list its books.</returns>
    public async Task<BooksWatchReport?> RunAsync(LaneSession session, CancellationToken cancellationToken)
    {
        if (BooksOf(session.Lane) is not { } books)
        {
            return null;
        }

        DateTimeOffset now = session.Now;
        StreamPosition? position = await state.FindPositionAsync(StreamOf(session.Lane), cancellationToken).ConfigureAwait(false);
        BooksWatchReport? check = position is null
            ? null
            : await ReadChangesAsync(session, books, CursorOf(position) - Overlap, cancellationToken).ConfigureAwait(false);
        if (check is null)
        {
            check = new BooksWatchReport(session.Lane, 0, 0, ListedAll: true);
            await foreach (IReadOnlyList<BookedDocument> part in books.ListAsync(session.Connection, cancellationToken).ConfigureAwait(false))
            {
                check = await AddAsync(check, session, part, cancellationToken).ConfigureAwait(false);
            }
        }

        await MoveAsync(session.Lane, now, cancellationToken).ConfigureAwait(false);
        if (check.Held > 0)
        {
            LogHeld(session.Lane, check.Held);
        }

        return check;
    }

    /// <returns><see langword="null"/> when the destination no longer knows what changed since then.</returns>
    private async Task<BooksWatchReport?> ReadChangesAsync(LaneSession session, IBooks books, DateTimeOffset since, CancellationToken cancellationToken)
    {
        BooksWatchReport check = new(session.Lane, 0, 0, ListedAll: false);
        IAsyncEnumerator<IReadOnlyList<BookedDocument>>? parts = null;
        try
        {
            while (true)
            {
                try
                {
                    parts ??= books.ListChangesAsync(session.Connection, since, cancellationToken).GetAsyncEnumerator(cancellationToken);
                    if (!await parts.MoveNextAsync().ConfigureAwait(false))
                    {
                        return check;
                    }
                }
                catch (ArgumentOutOfRangeException)
                {
                    LogForgotten(session.Lane, since);
                    return null;
                }

                check = await AddAsync(check, session, parts.Current, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            if (parts is not null)
            {
                await parts.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task<BooksWatchReport> AddAsync(
        BooksWatchReport check, LaneSession session, IReadOnlyList<BookedDocument> part, CancellationToken cancellationToken) => check with
        {
            Read = check.Read + part.Count,
            Held = check.Held + await findings.SettleAsync(session, part, cancellationToken).ConfigureAwait(false),
        };

    private async Task MoveAsync(ConnectionId lane, DateTimeOffset now, CancellationToken cancellationToken)
    {
        StreamPosition position = new(now.ToString("O", CultureInfo.InvariantCulture), now);
        await state.CommitAsync(StreamOf(lane), [], position, cancellationToken).ConfigureAwait(false);
        next[lane] = now + options.Value.BooksCheckInterval;
    }

    private IBooks? BooksOf(ConnectionId lane) => services.GetKeyedService<IBooks>(lane.Connector);

    private static DateTimeOffset CursorOf(StreamPosition position) =>
        DateTimeOffset.Parse(position.Cursor, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    [LoggerMessage(301, LogLevel.Warning, "{Count} records of {Lane} are held: a person changed their documents in the books.")]
    private partial void LogHeld(ConnectionId lane, int count);

    [LoggerMessage(302, LogLevel.Warning, "The changes in the books of {Lane} could not be read and are looked at again ({Code}): {Message}")]
    private partial void LogFailed(ConnectionId lane, string code, string message);

    [LoggerMessage(303, LogLevel.Information, "The books of {Lane} no longer know what changed since {Since}; everything is listed.")]
    private partial void LogForgotten(ConnectionId lane, DateTimeOffset since);
}

using System.Collections.Concurrent;
using System.Globalization;
using SyncKit.Connections;
using SyncKit.Discovery;

namespace SyncKit.Reconciling;

/// <summary>
/// Remembers that books are to be looked at soon. The hint is durable and any host may act on it; it is served by a look that began after it was given, and
/// nothing ever takes it away. Waking is a hint within this host.
/// </summary>
internal sealed class BooksHints(ISyncStateStore state)
{
    /// <summary>How long a look waits for further events, which it then covers too.</summary>
    public static readonly TimeSpan Gathering = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<ConnectionId, DateTimeOffset> woken = new();
    private TaskCompletionSource signal = New();

    /// <summary>Completes when <see cref="Wake"/> is called after this was read.</summary>
    public Task Woken => Volatile.Read(ref signal).Task;

    /// <summary>When the next look is due that this host was woken for; <see langword="null"/> when there is none.</summary>
    public DateTimeOffset? NextDue => woken.IsEmpty ? null : woken.Values.Min();

    public static StreamId StreamOf(ConnectionId lane) => new(lane, BooksWatch.StreamKind, "hint");

    public static DateTimeOffset DueOf(StreamPosition hint) =>
        DateTimeOffset.Parse(hint.Cursor, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    /// <summary>The hint to store now. One that is not served yet keeps its time, so that a stream of events does not put the look off for ever.</summary>
    public async Task<StreamPosition> NextAsync(ConnectionId lane, DateTimeOffset now, CancellationToken cancellationToken)
    {
        StreamPosition? open = await FindOpenAsync(lane, cancellationToken).ConfigureAwait(false);
        return new StreamPosition(open?.Cursor ?? (now + Gathering).ToString("O", CultureInfo.InvariantCulture), now);
    }

    /// <summary>When a look is due because of a hint; <see langword="null"/> when none is open.</summary>
    public async Task<DateTimeOffset?> FindDueAsync(ConnectionId lane, CancellationToken cancellationToken) =>
        await FindOpenAsync(lane, cancellationToken).ConfigureAwait(false) is { } open ? DueOf(open) : null;

    /// <summary>Wakes this host for books that a hint was stored for.</summary>
    public void Wake(ConnectionId lane, DateTimeOffset due)
    {
        woken[lane] = due;
        Interlocked.Exchange(ref signal, New()).TrySetResult();
    }

    /// <summary>The lanes that this host was woken for and whose time has come.</summary>
    public IReadOnlyList<ConnectionId> TakeDue(DateTimeOffset now) =>
        [.. woken.Where(entry => entry.Value <= now && woken.TryRemove(entry)).Select(entry => entry.Key)];

    private async Task<StreamPosition?> FindOpenAsync(ConnectionId lane, CancellationToken cancellationToken)
    {
        StreamPosition? hint = await state.FindPositionAsync(StreamOf(lane), cancellationToken).ConfigureAwait(false);
        if (hint is null)
        {
            return null;
        }

        StreamPosition? looked = await state.FindPositionAsync(BooksWatch.StreamOf(lane), cancellationToken).ConfigureAwait(false);
        return looked is null || hint.ReadAt >= looked.ReadAt ? hint : null;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

using System.Collections.Concurrent;

namespace SyncKit.Discovery;

/// <summary>
/// Remembers that a stream is to be read now. The mark is durable and any host may act on it; it ends when a run that began after it says so, and never by
/// a run that began before it. Waking is a hint within this host.
/// </summary>
internal sealed class StreamTrigger(ISyncStateStore state, TimeProvider time)
{
    private const string RaisedScope = "due";
    private const string ServedScope = "due-served";

    private readonly ConcurrentDictionary<StreamId, bool> woken = new();
    private TaskCompletionSource signal = New();

    /// <summary>Completes when <see cref="Wake"/> is called after this was read.</summary>
    public Task Woken => Volatile.Read(ref signal).Task;

    /// <summary>The mark for one transaction with what causes it; <see cref="Wake"/> follows when that is durable.</summary>
    public static (StreamId Stream, StreamPosition Position) Mark(StreamId stream, DateTimeOffset now) =>
        (stream with { Scope = RaisedScope }, new StreamPosition(Guid.CreateVersion7(now).ToString("N"), now));

    /// <summary>Marks a stream durably and wakes this host.</summary>
    public async Task RaiseAsync(StreamId stream, CancellationToken cancellationToken)
    {
        (StreamId marked, StreamPosition position) = Mark(stream, time.GetUtcNow());
        await state.CommitAsync(marked, [], position, cancellationToken).ConfigureAwait(false);
        Wake(stream);
    }

    /// <summary>Wakes this host for a stream that was marked.</summary>
    public void Wake(StreamId stream)
    {
        woken[stream] = true;
        Interlocked.Exchange(ref signal, New()).TrySetResult();
    }

    /// <summary>The streams that this host was woken for since the last call.</summary>
    public IReadOnlyList<StreamId> TakeWoken() => [.. woken.Keys.Where(stream => woken.TryRemove(stream, out _))];

    /// <summary>Whether a stream is to be read now.</summary>
    /// <returns>What <see cref="ClearAsync"/> takes after a run that begins now; <see langword="null"/> when the stream is not marked.</returns>
    public async Task<string?> FindAsync(StreamId stream, CancellationToken cancellationToken)
    {
        StreamPosition? raised = await state.FindPositionAsync(stream with { Scope = RaisedScope }, cancellationToken).ConfigureAwait(false);
        if (raised is null)
        {
            return null;
        }

        StreamPosition? served = await state.FindPositionAsync(stream with { Scope = ServedScope }, cancellationToken).ConfigureAwait(false);
        return string.Equals(served?.Cursor, raised.Cursor, StringComparison.Ordinal) ? null : raised.Cursor;
    }

    /// <summary>Ends a mark; one that was set since stays.</summary>
    /// <param name="stream">The stream that was read to its end.</param>
    /// <param name="mark">What <see cref="FindAsync"/> returned before the run began.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    public Task ClearAsync(StreamId stream, string mark, CancellationToken cancellationToken) =>
        state.CommitAsync(stream with { Scope = ServedScope }, [], new StreamPosition(mark, time.GetUtcNow()), cancellationToken);

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

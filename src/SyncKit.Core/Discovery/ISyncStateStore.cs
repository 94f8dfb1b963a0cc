using SyncKit.Inbox;
using SyncKit.Webhooks;

namespace SyncKit.Discovery;

/// <summary>
/// Keeps where each stream was read up to, and takes changes into the inbox. Safe for use from several threads and processes.
/// </summary>
public interface ISyncStateStore
{
    /// <summary>How far a stream was read; <see langword="null"/> when it never was.</summary>
    Task<StreamPosition?> FindPositionAsync(StreamId stream, CancellationToken cancellationToken);

    /// <summary>
    /// Makes changes durable and moves the stream's position, in one transaction.
    /// </summary>
    /// <remarks>
    /// Per flow and record at most one change waits. Against the waiting change, or else against what the ledger last settled:
    /// a change with an older <see cref="Change.ModifiedAt"/> is dropped (superseded); the same content is dropped (superseded when it
    /// waits, unchanged when the ledger has it); a newer one takes the waiting one's place, with the next revision, no attempts, the more
    /// urgent priority and its own earliest time. A change of the same time and another content is kept as a thin one, so that a fresh
    /// read decides. A thin change of the ledger's own time is kept; a deletion is dropped as unchanged when the ledger already settled a deletion.
    /// Several changes of one record in one commit behave as if they came one after the other.
    /// The tenants' flow counts move in the same transaction.
    /// </remarks>
    /// <param name="stream">The stream that was read, or that the webhook belongs to.</param>
    /// <param name="changes">What was read; may be empty.</param>
    /// <param name="position">The stream's new position; <see langword="null"/> leaves it (a webhook, a run for single records).</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    Task<CommitReceipt> CommitAsync(
        StreamId stream,
        IReadOnlyList<Change> changes,
        StreamPosition? position,
        CancellationToken cancellationToken);

    /// <summary>
    /// Takes a delivery in: recognises a replay, remembers the delivery, takes its changes in as <see cref="CommitAsync"/> does, and moves the stream's
    /// position, all in one transaction. So a crash neither loses a delivery nor remembers one that was not taken in, and of several hosts that have
    /// the same delivery exactly one does the work.
    /// </summary>
    /// <remarks>
    /// The delivery is a replay when it has keys and all of them are remembered for its tenant and connection; then nothing changes. Otherwise its
    /// <see cref="WebhookMark.ForgottenKeys"/> are forgotten, then its keys are remembered with the store's time. It goes before what was read in pages
    /// where both wait to be written.
    /// </remarks>
    /// <param name="stream">The stream that the delivery belongs to.</param>
    /// <param name="changes">What it holds; may be empty.</param>
    /// <param name="position">The stream's new position; <see langword="null"/> leaves it.</param>
    /// <param name="mark">What is remembered of it.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>What became of the changes; <see langword="null"/> for a replay.</returns>
    Task<CommitReceipt?> ReceiveAsync(
        StreamId stream,
        IReadOnlyList<Change> changes,
        StreamPosition? position,
        WebhookMark mark,
        CancellationToken cancellationToken);

    /// <summary>Forgets a stream's position, so that its next run begins at the beginning.</summary>
    Task ForgetPositionAsync(StreamId stream, CancellationToken cancellationToken);
}

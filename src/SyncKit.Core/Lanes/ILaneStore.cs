using SyncKit.Connections;
using SyncKit.Inbox;
using SyncKit.Intents;

namespace SyncKit.Lanes;

/// <summary>
/// Leases lanes to one owner at a time and makes durable what the owner did. All lease times are the store's own; a lease whose time is over is lost,
/// whether or not somebody else took the lane. Safe for use from several threads
/// and processes.
/// </summary>
public interface ILaneStore
{
    /// <summary>
    /// Leases lanes that nobody holds, that are not paused, and that have a due item or an unsettled intent; longest since served first.
    /// </summary>
    /// <param name="owner">Who takes them; unique per process start.</param>
    /// <param name="most">The most lanes to take.</param>
    /// <param name="life">How long the lease lasts unless renewed.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    Task<IReadOnlyList<LaneLease>> AcquireAsync(string owner, int most, TimeSpan life, CancellationToken cancellationToken);

    /// <summary>The lanes that <see cref="AcquireAsync"/> would take now, in its order. A hint: each may be somebody's by the time it is asked for.</summary>
    /// <param name="most">The most lanes to name.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    Task<IReadOnlyList<ConnectionId>> ListDueAsync(int most, CancellationToken cancellationToken);

    /// <summary>
    /// Leases one lane whether or not anything is due in it, which also makes a lane that was never used; <see langword="null"/> when somebody holds it or it
    /// is paused.
    /// </summary>
    /// <param name="lane">The lane.</param>
    /// <param name="owner">Who takes it; unique per process start.</param>
    /// <param name="life">How long the lease lasts unless renewed.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    Task<LaneLease?> AcquireLaneAsync(ConnectionId lane, string owner, TimeSpan life, CancellationToken cancellationToken);

    /// <summary>Prolongs a lease. <see langword="null"/> when it was lost: its owner must drop all work at once.</summary>
    Task<LaneLease?> RenewAsync(LaneLease lease, TimeSpan life, CancellationToken cancellationToken);

    /// <summary>
    /// Gives a lane back and moves it to the end of the line; nothing happens when the lease was lost. A longer pause that was set meanwhile stays.
    /// </summary>
    Task ReleaseAsync(LaneLease lease, LaneRelease release, CancellationToken cancellationToken);

    /// <summary>
    /// The lane's due items by priority, then by arrival. They stay where they are until settled. Empty when the lease was lost.
    /// </summary>
    Task<IReadOnlyList<InboxItem>> TakeAsync(LaneLease lease, int most, CancellationToken cancellationToken);

    /// <summary>The lane's intents whose outcome is not known, oldest first. Empty when the lease was lost.</summary>
    Task<IReadOnlyList<Intent>> ListIntentsAsync(LaneLease lease, CancellationToken cancellationToken);

    /// <summary>
    /// Makes a settlement durable in one transaction, together with the flow counts, if the lease still holds.
    /// </summary>
    /// <remarks>
    /// An item that was replaced by a newer change since it was taken was counted as superseded by that commit, and the newer change stays waiting as it is.
    /// Such an item's outcome therefore moves no count of its own: written, updated, unchanged and skipped still record the ledger row, while a dead letter, a retry and a
    /// snooze give way and record nothing. Documents, references, intents, audit entries and the budget are recorded in any case.
    /// A record's earlier dead letter counts as superseded once a later outcome of the record is recorded.
    /// A held record enters the flow anew as what was found in the destination: entered moves with it, and an earlier dead letter of the record counts as superseded.
    /// </remarks>
    /// <returns>Whether the lease still held; when not, nothing was changed.</returns>
    /// <exception cref="ArgumentException">The settlement does not fit the lane, or an outcome lacks what its kind needs; nothing was changed.</exception>
    Task<bool> SettleAsync(LaneLease lease, Settlement settlement, CancellationToken cancellationToken);

    /// <summary>
    /// Pauses a lane until a time, or with <see cref="DateTimeOffset.MinValue"/> lets it go on. Takes effect when its lease ends.
    /// </summary>
    Task PauseAsync(ConnectionId lane, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>
    /// When work of any lane may be taken at the earliest: its earliest item or unsettled intent, its pause and its running lease considered.
    /// Not later than now when it may be taken at once; <see langword="null"/> when nothing waits.
    /// </summary>
    Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The lane that has waited longest for an owner: nobody holds it, it is not paused, and something in it is due; <see langword="null"/> when none waits.
    /// </summary>
    Task<LaneWait?> FindLongestWaitingAsync(CancellationToken cancellationToken);
}

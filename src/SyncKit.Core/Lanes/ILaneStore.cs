using SyncKit.Connections;
using SyncKit.Inbox;
using SyncKit.Intents;

namespace SyncKit.Lanes;

/// <summary>
/// Leases lanes to one owner at a time and makes durable what the owner did. All lease times are the store's own. Safe for use from several threads
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

    /// <summary>Prolongs a lease. <see langword="null"/> when it was lost: its owner must drop all work at once.</summary>
    Task<LaneLease?> RenewAsync(LaneLease lease, TimeSpan life, CancellationToken cancellationToken);

    /// <summary>Gives a lane back and moves it to the end of the line; nothing happens when the lease was lost.</summary>
    Task ReleaseAsync(LaneLease lease, LaneRelease release, CancellationToken cancellationToken);

    /// <summary>
    /// The lane's due items by priority, then by arrival. They stay where they are until settled. Empty when the lease was lost.
    /// </summary>
    Task<IReadOnlyList<InboxItem>> TakeAsync(LaneLease lease, int most, CancellationToken cancellationToken);

    /// <summary>The lane's intents whose outcome is not known, oldest first.</summary>
    Task<IReadOnlyList<Intent>> ListIntentsAsync(LaneLease lease, CancellationToken cancellationToken);

    /// <summary>
    /// Makes a settlement durable in one transaction, together with the flow counts, if the lease still holds. An outcome whose item was replaced by a newer change
    /// since it was taken leaves that change waiting: its count and its ledger row are recorded all the same, except that a dead letter, a retry
    /// and a snooze give way to the newer change (the dead letter counts as superseded). A record's earlier dead letter counts as superseded
    /// once a newer change of the record is settled.
    /// </summary>
    /// <returns>Whether the lease still held; when not, nothing was changed.</returns>
    Task<bool> SettleAsync(LaneLease lease, Settlement settlement, CancellationToken cancellationToken);

    /// <summary>
    /// Pauses a lane until a time, or with <see cref="DateTimeOffset.MinValue"/> lets it go on. Takes effect when its lease ends.
    /// </summary>
    Task PauseAsync(ConnectionId lane, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>When the earliest waiting item of any lane is due, lanes' pauses included; <see langword="null"/> when nothing waits.</summary>
    Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken);
}

using SyncKit.Connections;
using SyncKit.Lanes;

namespace SyncKit.Hosting;

/// <summary>The lanes of all tenants, for an <see cref="IWorkDriver"/>.</summary>
public sealed class LaneWork
{
    private readonly ILaneStore store;
    private readonly LanePool lanes;
    private readonly WorkSignal signal;

    internal LaneWork(ILaneStore store, LanePool lanes, WorkSignal signal)
    {
        this.store = store;
        this.lanes = lanes;
        this.signal = signal;
    }

    /// <summary>
    /// Completes when work came in, or a lane was let go on, after this was read. A hint: it may come for nothing, and it may not come, so that a driver also
    /// asks from time to time.
    /// </summary>
    public Task Announced => signal.Raised;

    /// <summary>The lanes that could be worked on now, longest since served first.</summary>
    /// <param name="most">The most lanes to name.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public Task<IReadOnlyList<ConnectionId>> ListDueAsync(int most, CancellationToken cancellationToken) => store.ListDueAsync(most, cancellationToken);

    /// <summary>
    /// Leases a lane for this host and works on it until nothing in it is due or its quantum (<see cref="SyncKitOptions.LaneQuantum"/>) is up, then gives it
    /// back. Whatever breaks in it, it keeps its items.
    /// </summary>
    /// <param name="lane">The lane.</param>
    /// <param name="cancellationToken">Stops the work; the lane is given back at once.</param>
    /// <returns>Whether the lane was leased; not so when somebody else holds it, or when it is paused.</returns>
    public async Task<bool> WorkAsync(ConnectionId lane, CancellationToken cancellationToken)
    {
        if (await lanes.AcquireLaneAsync(lane, cancellationToken).ConfigureAwait(false) is not { } lease)
        {
            return false;
        }

        await lanes.RunAsync(lease, cancellationToken).ConfigureAwait(false);
        return true;
    }
}

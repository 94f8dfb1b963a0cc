using SyncKit.Connections;

namespace SyncKit.Connecting;

/// <summary>
/// Keeps attempts to connect accounts, and which ends of grants were told of. Every time is the store's own. Safe for use from several threads and processes.
/// </summary>
public interface IConnectAttemptStore
{
    /// <summary>Keeps an attempt, which is open.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="life">How long it may be taken.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <exception cref="ArgumentException">There is one with the same state.</exception>
    Task AddAsync(ConnectAttempt attempt, TimeSpan life, CancellationToken cancellationToken);

    /// <summary>An attempt that is open and not over; <see langword="null"/> when there is none with that state.</summary>
    Task<ConnectAttempt?> FindOpenAsync(string stateHash, CancellationToken cancellationToken);

    /// <summary>Takes an attempt that is open and not over. Of many who try, one gets it.</summary>
    /// <returns>The attempt; <see langword="null"/> when there is none with that state, it was taken, or its life is over.</returns>
    Task<ConnectAttempt?> TakeAsync(string stateHash, CancellationToken cancellationToken);

    /// <summary>Notes that the grant of a taken attempt belongs to its connection now, or is given up.</summary>
    Task SettleAsync(string stateHash, CancellationToken cancellationToken);

    /// <summary>Attempts whose life was over longer ago than <paramref name="grace"/>, the oldest first, with how far they came.</summary>
    Task<IReadOnlyList<LeftAttempt>> ListLeftAsync(TimeSpan grace, int most, CancellationToken cancellationToken);

    /// <summary>Forgets an attempt.</summary>
    Task RemoveAsync(string stateHash, CancellationToken cancellationToken);

    /// <summary>
    /// Notes that an end of a connection's grant is told of, with so many days left. An end that moved by more than a day is another one, and told of anew.
    /// </summary>
    /// <returns>Whether that was not noted before, with as many days or fewer.</returns>
    Task<bool> TryNoteEdgeAsync(ConnectionId connection, string edge, DateTimeOffset endsAt, int daysLeft, CancellationToken cancellationToken);
}

using SyncKit.Connecting;
using SyncKit.Connections;

namespace SyncKit.Testing.InMemory;

internal sealed class InMemoryConnectAttemptStore(InMemoryStorage storage, TimeProvider time) : IConnectAttemptStore
{
    public Task AddAsync(ConnectAttempt attempt, TimeSpan life, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(attempt);
        lock (storage.Gate)
        {
            return storage.Attempts.TryAdd(attempt.StateHash, (attempt, time.GetUtcNow() + life, AttemptState.Open))
                ? Task.CompletedTask
                : throw new ArgumentException("There is an attempt with that state.", nameof(attempt));
        }
    }

    public Task<ConnectAttempt?> FindOpenAsync(string stateHash, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            return Task.FromResult(Open(stateHash));
        }
    }

    public Task<ConnectAttempt?> TakeAsync(string stateHash, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            ConnectAttempt? open = Open(stateHash);
            if (open is not null)
            {
                storage.Attempts[stateHash] = storage.Attempts[stateHash] with { State = AttemptState.Taken };
            }

            return Task.FromResult(open);
        }
    }

    public Task SettleAsync(string stateHash, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            if (storage.Attempts.TryGetValue(stateHash, out (ConnectAttempt Attempt, DateTimeOffset ExpiresAt, AttemptState State) row))
            {
                storage.Attempts[stateHash] = row with { State = AttemptState.Settled };
            }

            return Task.CompletedTask;
        }
    }

    public Task<IReadOnlyList<LeftAttempt>> ListLeftAsync(TimeSpan grace, int most, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            DateTimeOffset before = time.GetUtcNow() - grace;
            return Task.FromResult<IReadOnlyList<LeftAttempt>>(
            [
                .. storage.Attempts.Values.Where(row => row.ExpiresAt <= before)
                    .OrderBy(row => row.ExpiresAt).ThenBy(row => row.Attempt.StateHash, StringComparer.Ordinal)
                    .Take(most)
                    .Select(row => new LeftAttempt(row.Attempt, row.State)),
            ]);
        }
    }

    public Task RemoveAsync(string stateHash, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            storage.Attempts.Remove(stateHash);
            return Task.CompletedTask;
        }
    }

    public Task<bool> TryNoteEdgeAsync(ConnectionId connection, string edge, DateTimeOffset endsAt, int daysLeft, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentException.ThrowIfNullOrEmpty(edge);
        lock (storage.Gate)
        {
            if (storage.Edges.TryGetValue((connection, edge), out (DateTimeOffset EndsAt, int DaysLeft) noted)
                && (noted.EndsAt - endsAt).Duration() <= TimeSpan.FromDays(1)
                && noted.DaysLeft <= daysLeft)
            {
                return Task.FromResult(false);
            }

            storage.Edges[(connection, edge)] = (endsAt, daysLeft);
            return Task.FromResult(true);
        }
    }

    private ConnectAttempt? Open(string stateHash) =>
        storage.Attempts.TryGetValue(stateHash, out (ConnectAttempt Attempt, DateTimeOffset ExpiresAt, AttemptState State) row)
        && row.State == AttemptState.Open
        && row.ExpiresAt > time.GetUtcNow()
            ? row.Attempt
            : null;
}

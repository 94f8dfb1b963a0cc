using SyncKit.Connections;
using SyncKit.Credentials;

namespace SyncKit.QuickBooks.Tests.Hosting;

/// <summary>Keeps secrets in memory and counts, with hooks for what happens in between.</summary>
internal sealed class MemoryCredentials : ICredentialStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<ConnectionId, StoredCredentials> stored = [];
    private readonly Dictionary<ConnectionId, string> owners = [];

    public int Reads { get; private set; }

    public List<string> Saved { get; } = [];

    /// <summary>Runs before a save is judged.</summary>
    public Action? BeforeSave { get; set; }

    /// <summary>Runs when somebody asks for the right to refresh and does not get it.</summary>
    public Action? OnBusy { get; set; }

    /// <summary>Why nothing opens, when nothing does.</summary>
    public CredentialException? Closed { get; set; }

    /// <summary>Runs when somebody gets the right to refresh.</summary>
    public Action? OnClaimed { get; set; }

    /// <summary>Runs before a read is answered, with how many there were.</summary>
    public Action<int>? BeforeRead { get; set; }

    public CredentialSet? Of(ConnectionId connection)
    {
        lock (gate)
        {
            return stored.GetValueOrDefault(connection)?.Secrets;
        }
    }

    public void Put(ConnectionId connection, CredentialSet secrets)
    {
        lock (gate)
        {
            stored[connection] = new StoredCredentials(secrets, (stored.GetValueOrDefault(connection)?.Version ?? 0) + 1);
        }
    }

    public void Occupy(ConnectionId connection, string owner)
    {
        lock (gate)
        {
            owners[connection] = owner;
        }
    }

    public Task<StoredCredentials?> FindAsync(ConnectionId connection, string reason, CancellationToken cancellationToken)
    {
        int reads;
        lock (gate)
        {
            reads = ++Reads;
        }

        BeforeRead?.Invoke(reads);
        lock (gate)
        {
            return Closed is not null ? throw Closed : Task.FromResult(stored.GetValueOrDefault(connection));
        }
    }

    public Task<long?> SaveAsync(ConnectionId connection, CredentialSet secrets, long? expectedVersion, string reason, CancellationToken cancellationToken)
    {
        BeforeSave?.Invoke();
        lock (gate)
        {
            long version = stored.GetValueOrDefault(connection)?.Version ?? 0;
            if (expectedVersion is not null && expectedVersion != version)
            {
                return Task.FromResult<long?>(null);
            }

            stored[connection] = new StoredCredentials(secrets, version + 1);
            Saved.Add(secrets.Find(QuickBooksCredentials.RefreshToken)!.Reveal());
            return Task.FromResult<long?>(version + 1);
        }
    }

    public Task DeleteAsync(ConnectionId connection, string reason, CancellationToken cancellationToken) =>
        throw new NotSupportedException("No test deletes credentials here.");

    public Task<bool> TryBeginRefreshAsync(ConnectionId connection, string owner, TimeSpan life, CancellationToken cancellationToken)
    {
        bool has;
        lock (gate)
        {
            has = owners.TryAdd(connection, owner) || owners[connection] == owner;
        }

        (has ? OnClaimed : OnBusy)?.Invoke();

        return Task.FromResult(has);
    }

    public Task EndRefreshAsync(ConnectionId connection, string owner, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (owners.GetValueOrDefault(connection) == owner)
            {
                owners.Remove(connection);
            }
        }

        return Task.CompletedTask;
    }
}

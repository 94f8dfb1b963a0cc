using System.Collections.Concurrent;
using SyncKit.Connections;
using SyncKit.Credentials;

namespace SyncKit.Webhooks;

/// <summary>
/// Keeps the secrets that deliveries are verified with for a minute. Each use asks the storage for their version, so what another host changes counts at once;
/// only a real read is decrypted and audited, and a flood of forgeries causes none.
/// </summary>
internal sealed class VerifyingSecrets(ICredentialStore credentials, TimeProvider time, ISealedCredentialStore? versions = null)
{
    private const string Reason = "verify webhooks";

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RereadWait = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<ConnectionId, Kept> kept = new();

    /// <summary>A connection's secrets; <see langword="null"/> when there are none.</summary>
    public Task<CredentialSet?> FindAsync(ConnectionId connection, CancellationToken cancellationToken) =>
        FindAsync(connection, Life, cancellationToken);

    /// <summary>Reads the secrets anew, for a signature that does not match, unless that was done a few seconds ago.</summary>
    /// <returns>The secrets; <see langword="null"/> when there are none newer than what was tried.</returns>
    public async Task<CredentialSet?> FindNewerAsync(ConnectionId connection, CredentialSet tried, CancellationToken cancellationToken)
    {
        if (kept.TryGetValue(connection, out Kept? known) && known.Version > 0)
        {
            // Their version was compared a moment ago.
            return null;
        }

        CredentialSet? newer = await FindAsync(connection, RereadWait, cancellationToken).ConfigureAwait(false);
        return ReferenceEquals(newer, tried) ? null : newer;
    }

    private async Task<CredentialSet?> FindAsync(ConnectionId connection, TimeSpan life, CancellationToken cancellationToken)
    {
        // A store of secrets that is not ours has no versions here; then time alone decides.
        long version = versions is null
            ? 0
            : (await versions.FindAsync(connection, cancellationToken).ConfigureAwait(false))?.Version ?? 0;
        DateTimeOffset now = time.GetUtcNow();
        if (!kept.TryGetValue(connection, out Kept? known) || known.Version != version || known.ReadAt + life <= now)
        {
            Drop(now);
            Kept fresh = new(version, now, new Lazy<Task<StoredCredentials?>>(
                () => credentials.FindAsync(connection, Reason, CancellationToken.None)));
            known = known is null
                ? kept.GetOrAdd(connection, fresh)
                : kept.TryUpdate(connection, fresh, known) ? fresh : kept.GetValueOrDefault(connection, fresh);
        }

        try
        {
            return (await known.Stored.Value.WaitAsync(cancellationToken).ConfigureAwait(false))?.Secrets;
        }
        catch
        {
            kept.TryRemove(KeyValuePair.Create(connection, known));
            throw;
        }
    }

    /// <summary>Secrets of connections that fell silent do not stay in memory.</summary>
    private void Drop(DateTimeOffset now)
    {
        foreach (KeyValuePair<ConnectionId, Kept> entry in kept)
        {
            if (entry.Value.ReadAt + Life <= now)
            {
                kept.TryRemove(entry);
            }
        }
    }

    private sealed record Kept(long Version, DateTimeOffset ReadAt, Lazy<Task<StoredCredentials?>> Stored);
}

using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.Faults;

namespace SyncKit.WooCommerce.Authentication;

/// <summary>Keeps each connection's API key in memory for a short time, so that not every request is an audited read.</summary>
internal sealed class CredentialCache(ICredentialStore store, IOptions<WooCommerceOptions> options, TimeProvider time)
{
    private readonly ConcurrentDictionary<ConnectionId, Entry> entries = new();

    /// <summary>A connection's API key.</summary>
    /// <exception cref="ConnectorException">There is none, or it cannot be decrypted.</exception>
    public async Task<ApiKey> FindAsync(ConnectionId connection, CancellationToken cancellationToken)
    {
        if (entries.TryGetValue(connection, out Entry? entry) && time.GetElapsedTime(entry.ReadAt) < options.Value.CredentialLifetime)
        {
            return entry.Key;
        }

        ApiKey key = await ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        Forget();
        entries[connection] = new Entry(key, time.GetTimestamp());
        return key;
    }

    /// <summary>Drops a key that the store refused, unless another has come in its place.</summary>
    public void Drop(ConnectionId connection, ApiKey refused)
    {
        if (entries.TryGetValue(connection, out Entry? entry) && ReferenceEquals(entry.Key, refused))
        {
            entries.TryRemove(new KeyValuePair<ConnectionId, Entry>(connection, entry));
        }
    }

    /// <summary>Drops whatever key is remembered.</summary>
    public void Forget(ConnectionId connection) => entries.TryRemove(connection, out _);

    private async Task<ApiKey> ReadAsync(ConnectionId connection, CancellationToken cancellationToken)
    {
        StoredCredentials? stored;
        try
        {
            stored = await store.FindAsync(connection, "call the store", cancellationToken).ConfigureAwait(false);
        }
        catch (CredentialException exception)
        {
            throw new ConnectorException(
                exception.IsTransient
                    ? new Failure(FailureKind.Transient, "woocommerce.credentials-locked", exception.Message, "Nothing needs doing: it is tried again.")
                    : new Failure(FailureKind.NeedsAttention, "woocommerce.credentials", exception.Message, "Enter the API key again, or restore the key ring."),
                exception);
        }

        Secret? key = stored?.Secrets.Find(WooCommerceCredentials.ConsumerKey);
        Secret? secret = stored?.Secrets.Find(WooCommerceCredentials.ConsumerSecret);
        return key is not null && secret is not null
            ? new ApiKey(key, secret, stored!.Version)
            : throw new ConnectorException(new Failure(
                FailureKind.NeedsAttention,
                "woocommerce.credentials",
                $"The connection {connection} has no {(key is null ? WooCommerceCredentials.ConsumerKey : WooCommerceCredentials.ConsumerSecret)}.",
                "Make an API key with read permission in the store (WooCommerce, Settings, Advanced, REST API) and enter both halves."));
    }

    /// <summary>Takes what is out of date out of memory, so that it follows the connections at work.</summary>
    private void Forget()
    {
        foreach (KeyValuePair<ConnectionId, Entry> old in entries)
        {
            if (time.GetElapsedTime(old.Value.ReadAt) >= options.Value.CredentialLifetime)
            {
                entries.TryRemove(old);
            }
        }
    }

    private sealed record Entry(ApiKey Key, long ReadAt);
}

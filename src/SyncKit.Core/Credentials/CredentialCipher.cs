using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using SyncKit.Connections;

namespace SyncKit.Credentials;

/// <summary>
/// Envelope encryption: each set has a data key of its own, fresh with every save, which the key provider wraps. Tenant, connector and connection are bound
/// to both, so that neither opens when it, or the whole row, was moved to another connection.
/// </summary>
internal sealed class CredentialCipher(DataKeys keys) : IDisposable
{
    private readonly ConcurrentDictionary<ConnectionId, DataKey> prepared = new();

    /// <summary>
    /// Gets the data key of a connection's next save ready, so that the save needs no key provider: what must not be lost may come before the save.
    /// </summary>
    /// <exception cref="CredentialException">The active key is out of reach.</exception>
    public async ValueTask PrepareAsync(ConnectionId connection, CancellationToken cancellationToken)
    {
        if (prepared.ContainsKey(connection))
        {
            return;
        }

        DataKey fresh = await keys.MakeAsync(connection, cancellationToken).ConfigureAwait(false);
        fresh.IsPrepared = true;
        if (!prepared.TryAdd(connection, fresh))
        {
            fresh.Dispose();
        }
    }

    /// <summary>Drops what was made ready and not used.</summary>
    public void Unprepare(ConnectionId connection)
    {
        if (prepared.TryRemove(connection, out DataKey? unused))
        {
            unused.Dispose();
        }
    }

    /// <summary>The key for a connection's next save: the one that was made ready, or else a fresh one. The caller disposes of it or gives it back.</summary>
    /// <exception cref="CredentialException">The active key is out of reach.</exception>
    public ValueTask<DataKey> TakeKeyAsync(ConnectionId connection, CancellationToken cancellationToken) =>
        prepared.TryRemove(connection, out DataKey? ready) ? ValueTask.FromResult(ready) : keys.MakeAsync(connection, cancellationToken);

    /// <summary>Keeps a key ready that was made ready before and with which nothing came to be stored.</summary>
    public void GiveBack(ConnectionId connection, DataKey key)
    {
        if (!key.IsPrepared || !prepared.TryAdd(connection, key))
        {
            key.Dispose();
        }
    }

    public static SealedCredentials Seal(ConnectionId connection, CredentialSet secrets, DataKey key)
    {
        byte[] plain = CredentialText.Write(secrets);
        try
        {
            return Encrypt(connection, key, plain);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <exception cref="CredentialException">They do not open.</exception>
    public async ValueTask<CredentialSet> OpenAsync(ConnectionId connection, SealedCredentials stored, CancellationToken cancellationToken)
    {
        byte[] plain = await DecryptAsync(connection, stored, cancellationToken).ConfigureAwait(false);
        try
        {
            return CredentialText.Read(plain);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or ArgumentException)
        {
            // The cause is left out: it may quote what it stumbled over.
            throw new CredentialException($"What is stored for '{connection}' are no credentials. Connect it again.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>
    /// Has the data key wrapped by another key; the secrets stay as they are encrypted. What has no data key yet gets one. Nothing that does not open is
    /// wrapped anew, for that would make it look well.
    /// </summary>
    /// <exception cref="CredentialException">They do not open, or the other key is out of reach.</exception>
    public async ValueTask<SealedCredentials> RewrapAsync(
        ConnectionId connection,
        SealedCredentials stored,
        string keyId,
        CancellationToken cancellationToken)
    {
        byte[] plain = await DecryptAsync(connection, stored, cancellationToken).ConfigureAwait(false);
        byte[] dataKey = [];
        try
        {
            if (stored.WrappedKey.IsEmpty)
            {
                using DataKey fresh = await keys.MakeAsync(connection, keyId, cancellationToken).ConfigureAwait(false);
                return Encrypt(connection, fresh, plain) with { Version = stored.Version };
            }

            dataKey = await keys.UnwrapAsync(connection, stored, cancellationToken).ConfigureAwait(false);
            return stored with
            {
                KeyId = keyId,
                WrappedKey = await keys.WrapAsync(connection, keyId, dataKey, cancellationToken).ConfigureAwait(false),
            };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }

    public void Dispose()
    {
        foreach (ConnectionId connection in prepared.Keys)
        {
            Unprepare(connection);
        }
    }

    private static SealedCredentials Encrypt(ConnectionId connection, DataKey key, ReadOnlySpan<byte> plain)
    {
        byte[] box = AesBox.Close(key.Key, plain, DataKeys.Bound(connection));
        return new SealedCredentials(key.KeyId, key.Wrapped, box.AsMemory(0, AesBox.NonceSize), box.AsMemory(AesBox.NonceSize), 0);
    }

    private async ValueTask<byte[]> DecryptAsync(ConnectionId connection, SealedCredentials stored, CancellationToken cancellationToken)
    {
        if (stored.Ciphertext.Length < AesBox.TagSize || stored.Nonce.Length != AesBox.NonceSize)
        {
            throw new CredentialException($"The stored credentials of '{connection}' are cut short. Connect it again.");
        }

        if (stored.WrappedKey.IsEmpty)
        {
            // From before there were data keys: what the provider's key encrypted has the form of a wrapped key.
            byte[] box = [.. stored.Nonce.Span, .. stored.Ciphertext.Span];
            return await keys.UnwrapAsync(connection, stored.KeyId, box, cancellationToken).ConfigureAwait(false);
        }

        byte[] dataKey = await keys.UnwrapAsync(connection, stored, cancellationToken).ConfigureAwait(false);
        try
        {
            return AesBox.TryOpen(dataKey, stored.Nonce.Span, stored.Ciphertext.Span, DataKeys.Bound(connection))
                ?? throw new CredentialException(
                    $"The stored credentials of '{connection}' do not open with their data key under '{stored.KeyId}': they were changed, or moved from another connection.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }
}

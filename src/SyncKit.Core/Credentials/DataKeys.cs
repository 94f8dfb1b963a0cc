using System.Security.Cryptography;
using SyncKit.Connections;

namespace SyncKit.Credentials;

/// <summary>
/// Makes, wraps and unwraps data keys with the key provider. Whatever goes wrong there comes out as one exception that names the connection and the key, and
/// says whether waiting helps.
/// </summary>
internal sealed class DataKeys(IKeyProvider provider, DataKeyMemory memory)
{
    /// <summary>What keys and secrets of a connection are bound to; names have no bar in them.</summary>
    public static string Bound(ConnectionId connection) => $"{connection.Tenant}|{connection.Connector}|{connection.Name}";

    /// <summary>A fresh data key, wrapped by the active key.</summary>
    public async ValueTask<DataKey> MakeAsync(ConnectionId connection, CancellationToken cancellationToken)
    {
        string active = await AskAsync(
            () => provider.GetActiveKeyIdAsync(cancellationToken),
            problem => $"New credentials of '{connection}' need the active key: {problem}",
            cancellationToken).ConfigureAwait(false);
        return await MakeAsync(connection, active, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A fresh data key, wrapped by the given key.</summary>
    public async ValueTask<DataKey> MakeAsync(ConnectionId connection, string keyId, CancellationToken cancellationToken)
    {
        byte[] key = RandomNumberGenerator.GetBytes(AesBox.KeySize);
        try
        {
            return new DataKey(keyId, await WrapAsync(connection, keyId, key, cancellationToken).ConfigureAwait(false), key);
        }
        catch
        {
            CryptographicOperations.ZeroMemory(key);
            throw;
        }
    }

    public async ValueTask<byte[]> WrapAsync(ConnectionId connection, string keyId, ReadOnlyMemory<byte> dataKey, CancellationToken cancellationToken) =>
        await AskAsync(
            () => provider.WrapAsync(keyId, dataKey, Bound(connection), cancellationToken),
            problem => Needs(connection, keyId, problem),
            cancellationToken).ConfigureAwait(false);

    /// <summary>A set's data key, to be cleared by the caller.</summary>
    public async ValueTask<byte[]> UnwrapAsync(ConnectionId connection, SealedCredentials stored, CancellationToken cancellationToken)
    {
        string bound = Bound(connection);
        if (memory.Find(stored.KeyId, stored.WrappedKey.Span, bound) is { } known)
        {
            return known;
        }

        byte[] dataKey = await UnwrapAsync(connection, stored.KeyId, stored.WrappedKey, cancellationToken).ConfigureAwait(false);
        if (dataKey.Length != AesBox.KeySize)
        {
            CryptographicOperations.ZeroMemory(dataKey);
            throw new CredentialException($"What is stored for '{connection}' under the key '{stored.KeyId}' is no data key. Connect it again.");
        }

        memory.Keep(stored.KeyId, stored.WrappedKey.Span, bound, dataKey);
        return dataKey;
    }

    /// <summary>What a key of the provider wrapped, whatever it is.</summary>
    public ValueTask<byte[]> UnwrapAsync(ConnectionId connection, string keyId, ReadOnlyMemory<byte> wrapped, CancellationToken cancellationToken) =>
        AskAsync(
            () => provider.UnwrapAsync(keyId, wrapped, Bound(connection), cancellationToken),
            problem => Needs(connection, keyId, problem),
            cancellationToken);

    private static string Needs(ConnectionId connection, string keyId, string problem) =>
        $"The credentials of '{connection}' need the key '{keyId}': {problem}";

    private static async ValueTask<T> AskAsync<T>(Func<ValueTask<T>> ask, Func<string, string> sentence, CancellationToken cancellationToken)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (CredentialException refused)
        {
            throw new CredentialException(sentence(refused.Message), refused) { IsTransient = refused.IsTransient };
        }
        catch (Exception unreachable) when (unreachable is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            throw new CredentialException(
                sentence($"the key provider did not answer ({unreachable.GetType().Name}); it is asked again with the next try."), unreachable)
            {
                IsTransient = true,
            };
        }
    }
}

namespace SyncKit.Credentials;

/// <summary>
/// Wraps and unwraps the data keys that encrypt credentials, by key-encryption keys which it alone holds: only ids and wrapped keys pass, so that these
/// keys never need to leave a key management service. Safe for use from several threads.
/// </summary>
/// <remarks>
/// <para>
/// A key id stays good for unwrapping as long as stored credentials name it; <see cref="CredentialRotation.KeyUsageAsync"/> tells.
/// It is stored beside the credentials, so it is text of at most 200 characters and no secret.
/// </para>
/// <para>
/// What <c>boundTo</c> says is bound to the wrapped key, as far as the service can: as encryption context (AWS KMS), as additional authenticated data
/// (Google Cloud KMS), or not at all (Azure Key Vault <c>wrapKey</c>). The credentials themselves are bound to it too, so a provider that cannot do so is
/// still safe.
/// </para>
/// <para>
/// A call throws <see cref="CredentialException"/> when the key is not there or did not wrap this, and any other exception when the service cannot be
/// reached; the latter counts as transient.
/// </para>
/// </remarks>
public interface IKeyProvider
{
    /// <summary>The id of the key that wraps new data keys. Asked before every save, so it is quick.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<string> GetActiveKeyIdAsync(CancellationToken cancellationToken);

    /// <summary>Wraps a data key.</summary>
    /// <param name="keyId">The key to wrap with.</param>
    /// <param name="dataKey">32 bytes; they are not kept.</param>
    /// <param name="boundTo">What unwrapping names again.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The wrapped key, in the provider's own form.</returns>
    /// <exception cref="CredentialException">There is no such key.</exception>
    ValueTask<byte[]> WrapAsync(string keyId, ReadOnlyMemory<byte> dataKey, string boundTo, CancellationToken cancellationToken);

    /// <summary>Unwraps a data key.</summary>
    /// <param name="keyId">The key that wrapped it.</param>
    /// <param name="wrappedKey">What <see cref="WrapAsync"/> returned.</param>
    /// <param name="boundTo">What was named when it was wrapped.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The data key, in an array of its own that the caller clears.</returns>
    /// <exception cref="CredentialException">There is no such key, or it did not wrap this for <paramref name="boundTo"/>.</exception>
    ValueTask<byte[]> UnwrapAsync(string keyId, ReadOnlyMemory<byte> wrappedKey, string boundTo, CancellationToken cancellationToken);
}

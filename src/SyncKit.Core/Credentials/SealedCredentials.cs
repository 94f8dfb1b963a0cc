namespace SyncKit.Credentials;

/// <summary>A connection's secrets, encrypted for that connection alone: with a data key of their own, which is wrapped by a key of the key provider.</summary>
/// <param name="KeyId">Which key of the provider wrapped the data key.</param>
/// <param name="WrappedKey">
/// The data key, fresh with every save, as the provider wrapped it. Empty in sets from before there were data keys: the provider's key encrypted these itself.
/// </param>
/// <param name="Nonce">96 random bits, fresh with every save.</param>
/// <param name="Ciphertext">The encrypted secrets, followed by the 128-bit tag.</param>
/// <param name="Version">Counts the changes; the store sets it. Wrapping the data key anew is no change.</param>
public sealed record SealedCredentials(
    string KeyId,
    ReadOnlyMemory<byte> WrappedKey,
    ReadOnlyMemory<byte> Nonce,
    ReadOnlyMemory<byte> Ciphertext,
    long Version)
{
    /// <summary>Whether both are the same bytes of the same version under the same key.</summary>
    /// <param name="other">What to compare with.</param>
    public bool Equals(SealedCredentials? other) =>
        other is not null
        && Version == other.Version
        && string.Equals(KeyId, other.KeyId, StringComparison.Ordinal)
        && WrappedKey.Span.SequenceEqual(other.WrappedKey.Span)
        && Nonce.Span.SequenceEqual(other.Nonce.Span)
        && Ciphertext.Span.SequenceEqual(other.Ciphertext.Span);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(Version);
        hash.Add(KeyId, StringComparer.Ordinal);
        hash.AddBytes(Nonce.Span);
        return hash.ToHashCode();
    }
}

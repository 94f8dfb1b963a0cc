using System.Collections.Frozen;
using System.Security.Cryptography;

namespace SyncKit.Credentials;

/// <summary>Key-encryption keys in memory, one of them active. It does not change; another ring takes its place.</summary>
internal sealed class KeyRing
{
    private readonly FrozenDictionary<string, byte[]> keys;

    private KeyRing(string active, FrozenDictionary<string, byte[]> keys)
    {
        Active = active;
        this.keys = keys;
    }

    public string Active { get; }

    /// <summary>Makes a ring that <see cref="KeyRingCheck"/> has found well-formed.</summary>
    public static KeyRing Of(CredentialKeyOptions options) => new(
        options.Active,
        options.Keys.ToFrozenDictionary(key => key.Key, key => Convert.FromBase64String(key.Value), StringComparer.OrdinalIgnoreCase));

    public bool Has(string keyId) => keys.ContainsKey(keyId);

    /// <returns><see langword="null"/> when there is no such key.</returns>
    public byte[]? Wrap(string keyId, ReadOnlySpan<byte> dataKey, string boundTo) =>
        keys.TryGetValue(keyId, out byte[]? key) ? AesBox.Close(key, dataKey, boundTo) : null;

    /// <exception cref="CredentialException">The key is there but did not wrap this.</exception>
    /// <returns><see langword="null"/> when there is no such key.</returns>
    public byte[]? Unwrap(string keyId, ReadOnlySpan<byte> wrappedKey, string boundTo)
    {
        if (!keys.TryGetValue(keyId, out byte[]? key))
        {
            return null;
        }

        return AesBox.TryOpen(key, wrappedKey, boundTo)
            ?? throw new CredentialException("the key is another one than it was, or what is stored was changed or moved from another connection.");
    }

    /// <summary>Whether both have the same keys and the same active one.</summary>
    public bool IsSameAs(KeyRing other) =>
        string.Equals(Active, other.Active, StringComparison.Ordinal)
        && keys.Count == other.keys.Count
        && keys.All(key => other.keys.TryGetValue(key.Key, out byte[]? same) && CryptographicOperations.FixedTimeEquals(key.Value, same));
}

using System.Security.Cryptography;

namespace SyncKit.Credentials;

/// <summary>A fresh data key with its wrapped form. Cleared when disposed.</summary>
internal sealed class DataKey(string keyId, byte[] wrapped, byte[] key) : IDisposable
{
    public string KeyId => keyId;

    public byte[] Wrapped => wrapped;

    /// <summary>Whether it was made before it was needed.</summary>
    public bool IsPrepared { get; set; }

    public ReadOnlySpan<byte> Key => key;

    public void Dispose() => CryptographicOperations.ZeroMemory(key);
}

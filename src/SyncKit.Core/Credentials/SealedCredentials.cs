namespace SyncKit.Credentials;

/// <summary>A connection's secrets, encrypted for that connection alone.</summary>
/// <param name="KeyId">Which key of the ring encrypted them.</param>
/// <param name="Nonce">96 random bits, fresh with every write.</param>
/// <param name="Ciphertext">The encrypted secrets, followed by the 128-bit tag.</param>
/// <param name="Version">Counts the changes; the store sets it.</param>
public sealed record SealedCredentials(string KeyId, ReadOnlyMemory<byte> Nonce, ReadOnlyMemory<byte> Ciphertext, long Version);

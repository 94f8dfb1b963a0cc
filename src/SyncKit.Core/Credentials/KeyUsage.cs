namespace SyncKit.Credentials;

/// <summary>How many connections' credentials need a key. A key that none needs may be taken away.</summary>
/// <param name="KeyId">The key.</param>
/// <param name="Credentials">How many sets it wraps the data key of, or encrypts itself.</param>
/// <param name="WithoutDataKey">How many of them it encrypts itself, as before there were data keys; the next rotation gives them one.</param>
public sealed record KeyUsage(string KeyId, long Credentials, long WithoutDataKey);

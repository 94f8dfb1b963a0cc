using SyncKit.Credentials;

namespace SyncKit.AspNetCore.Api.Operator;

/// <summary>How many connections' credentials need a key. A key that is not listed may be taken away.</summary>
/// <param name="Key">The key's id.</param>
/// <param name="Credentials">How many sets need it.</param>
/// <param name="WithoutDataKey">How many of them it encrypts itself, as before there were data keys.</param>
internal sealed record KeyAnswer(string Key, long Credentials, long WithoutDataKey)
{
    public static KeyAnswer Of(KeyUsage usage) => new(usage.KeyId, usage.Credentials, usage.WithoutDataKey);
}

using System.Security.Cryptography;

namespace SyncKit.Benchmarks;

/// <summary>A key for credentials that nobody needs afterwards.</summary>
internal static class ThrowawayKeys
{
    public static SyncKitBuilder WithThrowawayKey(this SyncKitBuilder builder) => builder.WithCredentialKeys(
        keys => (keys.Active, keys.Keys["k1"]) = ("k1", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))));
}

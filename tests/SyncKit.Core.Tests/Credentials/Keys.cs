using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SyncKit.Credentials;

namespace SyncKit.Core.Tests.Credentials;

/// <summary>Keys for tests: a key's bytes follow from its id.</summary>
internal static class Keys
{
    public static string Of(string id) => Convert.ToBase64String(Enumerable.Repeat((byte)id[^1], 32).ToArray());

    public static CredentialKeyOptions Options(string active, params string[] others)
    {
        CredentialKeyOptions options = new() { Active = active };
        foreach (string id in others.Prepend(active))
        {
            options.Keys[id] = Of(id);
        }

        return options;
    }

    public static ConfiguredKeys Configured(string active, params string[] others) =>
        new(new ChangingOptions(Options(active, others)), NullLogger<ConfiguredKeys>.Instance);

    public static CredentialCipher Cipher(IKeyProvider provider, TimeProvider? time = null) =>
        new(new DataKeys(provider, new DataKeyMemory(time ?? new FakeTimeProvider())));

    public static CredentialCipher Cipher(string active, params string[] others) => Cipher(Configured(active, others));
}

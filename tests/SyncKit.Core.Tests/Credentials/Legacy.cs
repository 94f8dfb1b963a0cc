using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SyncKit.Connections;
using SyncKit.Credentials;

namespace SyncKit.Core.Tests.Credentials;

/// <summary>Seals as it was done before there were data keys, written down here anew so that it does not change together with the program.</summary>
internal static class Legacy
{
    public static SealedCredentials Seal(ConnectionId connection, string keyId, CredentialSet secrets, long version = 0)
    {
        byte[] plain = JsonSerializer.SerializeToUtf8Bytes(secrets.Names.ToDictionary(name => name, name => secrets.Find(name)!.Reveal()));
        byte[] nonce = RandomNumberGenerator.GetBytes(12);
        byte[] closed = new byte[plain.Length + 16];
        using AesGcm aes = new(Convert.FromBase64String(Keys.Of(keyId)), 16);
        aes.Encrypt(
            nonce,
            plain,
            closed.AsSpan(0, plain.Length),
            closed.AsSpan(plain.Length),
            Encoding.UTF8.GetBytes($"{connection.Tenant}|{connection.Connector}|{connection.Name}"));
        return new SealedCredentials(keyId, default, nonce, closed, version);
    }
}

using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using SyncKit.Connections;

namespace SyncKit.Credentials;

/// <summary>
/// AES-256-GCM with a fresh random 96-bit nonce per write. The connection is bound in as associated data: a ciphertext that was moved to another row does not decrypt.
/// </summary>
internal sealed class CredentialCipher(IOptions<CredentialKeyOptions> options)
{
    public const int KeySize = 32;
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private readonly CredentialKeyOptions ring = options.Value;

    public SealedCredentials Seal(ConnectionId connection, CredentialSet secrets)
    {
        byte[] plain = CredentialText.Write(secrets);
        byte[] nonce = RandomNumberGenerator.GetBytes(NonceSize);
        byte[] sealedBytes = new byte[plain.Length + TagSize];
        using AesGcm aes = Aes(connection, ring.Active);
        aes.Encrypt(nonce, plain, sealedBytes.AsSpan(0, plain.Length), sealedBytes.AsSpan(plain.Length), Bound(connection));
        CryptographicOperations.ZeroMemory(plain);
        return new SealedCredentials(ring.Active, nonce, sealedBytes, 0);
    }

    public CredentialSet Open(ConnectionId connection, SealedCredentials stored)
    {
        int length = stored.Ciphertext.Length - TagSize;
        if (length < 0 || stored.Nonce.Length != NonceSize)
        {
            throw new CredentialException($"The stored credentials of '{connection}' are cut short. Connect it again.");
        }

        byte[] plain = new byte[length];
        using AesGcm aes = Aes(connection, stored.KeyId);
        try
        {
            aes.Decrypt(stored.Nonce.Span, stored.Ciphertext.Span[..length], stored.Ciphertext.Span[length..], plain, Bound(connection));
        }
        catch (AuthenticationTagMismatchException mismatch)
        {
            throw new CredentialException(
                $"The stored credentials of '{connection}' do not decrypt with key '{stored.KeyId}': the key is another one, or they were moved from another connection.",
                mismatch);
        }

        CredentialSet secrets = CredentialText.Read(plain);
        CryptographicOperations.ZeroMemory(plain);
        return secrets;
    }

    private static byte[] Bound(ConnectionId connection) =>
        Encoding.UTF8.GetBytes($"{connection.Tenant}|{connection.Connector}|{connection.Name}");

    private AesGcm Aes(ConnectionId connection, string keyId) =>
        ring.Keys.TryGetValue(keyId, out string? key)
            ? new AesGcm(Convert.FromBase64String(key), TagSize)
            : throw new CredentialException($"The credentials of '{connection}' need the key '{keyId}', which is not configured. Set Keys:{keyId}.");
}

using System.Security.Cryptography;
using System.Text;
using SyncKit.Credentials;

namespace SyncKit.AspNetCore.Tests.Canary;

/// <summary>A key service that tells the finder each data key, and that can be down.</summary>
internal sealed class RemoteKeys(Secrets secrets) : IKeyProvider
{
    private readonly byte[] key = Convert.FromBase64String(secrets.MakeKey("key of the service"));
    private int wrapped;

    public bool IsDown { get; set; }

    public int Wrapped => Volatile.Read(ref wrapped);

    public ValueTask<string> GetActiveKeyIdAsync(CancellationToken cancellationToken) => ValueTask.FromResult("remote-1");

    public ValueTask<byte[]> WrapAsync(string keyId, ReadOnlyMemory<byte> dataKey, string boundTo, CancellationToken cancellationToken)
    {
        Refuse();
        secrets.Know($"data key {Interlocked.Increment(ref wrapped)}", dataKey.ToArray());
        byte[] nonce = RandomNumberGenerator.GetBytes(12);
        byte[] sealedKey = new byte[dataKey.Length];
        byte[] tag = new byte[16];
        using AesGcm aes = new(key, 16);
        aes.Encrypt(nonce, dataKey.Span, sealedKey, tag, Encoding.UTF8.GetBytes(boundTo));
        return ValueTask.FromResult<byte[]>([.. nonce, .. tag, .. sealedKey]);
    }

    public ValueTask<byte[]> UnwrapAsync(string keyId, ReadOnlyMemory<byte> wrappedKey, string boundTo, CancellationToken cancellationToken)
    {
        Refuse();
        ReadOnlySpan<byte> all = wrappedKey.Span;
        byte[] plain = new byte[all.Length - 28];
        using AesGcm aes = new(key, 16);
        aes.Decrypt(all[..12], all[28..], all[12..28], plain, Encoding.UTF8.GetBytes(boundTo));
        return ValueTask.FromResult(plain);
    }

    private void Refuse()
    {
        if (IsDown)
        {
            throw new HttpRequestException("The key service does not answer.");
        }
    }
}

using System.Security.Cryptography;
using System.Text;
using SyncKit.Credentials;

namespace SyncKit.Core.Tests.Credentials;

/// <summary>
/// A key management service as one in a cloud: it hands no key out, counts its calls, and can be down. Its wrapped keys have a form of their own.
/// </summary>
internal sealed class RemoteKeys : IKeyProvider
{
    private readonly Dictionary<string, byte[]> keys = new(StringComparer.Ordinal);
    private int calls;

    public RemoteKeys(string active, params string[] others)
    {
        Active = active;
        foreach (string id in others.Prepend(active))
        {
            keys[id] = RandomNumberGenerator.GetBytes(32);
        }
    }

    public string Active { get; set; }

    public bool IsDown { get; set; }

    /// <summary>Whether it binds what it wraps, as not every service can.</summary>
    public bool Binds { get; init; } = true;

    public int Calls => Volatile.Read(ref calls);

    public void Add(string id) => keys[id] = RandomNumberGenerator.GetBytes(32);

    public void Remove(string id) => keys.Remove(id);

    public ValueTask<string> GetActiveKeyIdAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Active);

    public async ValueTask<byte[]> WrapAsync(string keyId, ReadOnlyMemory<byte> dataKey, string boundTo, CancellationToken cancellationToken)
    {
        byte[] key = await AnswerAsync(keyId);
        byte[] wrapped = new byte[1 + 16 + 12 + dataKey.Length];
        wrapped[0] = 0xA5;
        RandomNumberGenerator.Fill(wrapped.AsSpan(17, 12));
        using AesGcm aes = new(key, 16);
        aes.Encrypt(wrapped.AsSpan(17, 12), dataKey.Span, wrapped.AsSpan(29), wrapped.AsSpan(1, 16), Context(boundTo));
        return wrapped;
    }

    public async ValueTask<byte[]> UnwrapAsync(string keyId, ReadOnlyMemory<byte> wrappedKey, string boundTo, CancellationToken cancellationToken)
    {
        byte[] key = await AnswerAsync(keyId);
        byte[] wrapped = wrappedKey.ToArray();
        if (wrapped.Length < 29 || wrapped[0] != 0xA5)
        {
            throw new CredentialException("the service does not know this form.");
        }

        byte[] dataKey = new byte[wrapped.Length - 29];
        using AesGcm aes = new(key, 16);
        try
        {
            aes.Decrypt(wrapped.AsSpan(17, 12), wrapped.AsSpan(29), wrapped.AsSpan(1, 16), dataKey, Context(boundTo));
        }
        catch (AuthenticationTagMismatchException mismatch)
        {
            throw new CredentialException("the service did not wrap this for that.", mismatch);
        }

        return dataKey;
    }

    private byte[] Context(string boundTo) => Binds ? Encoding.UTF8.GetBytes(boundTo) : [];

    private async Task<byte[]> AnswerAsync(string keyId)
    {
        await Task.Yield();
        Interlocked.Increment(ref calls);
        if (IsDown)
        {
            throw new HttpRequestException("Connection refused.");
        }

        return keys.TryGetValue(keyId, out byte[]? key) ? key : throw new CredentialException("the service has no such key.");
    }
}

using SyncKit.Credentials;

namespace SyncKit.Core.Tests.Credentials;

/// <summary>Remembers the data keys that it was given, and counts what it was asked.</summary>
internal sealed class RecordingKeys(IKeyProvider inner) : IKeyProvider
{
    public List<string> Wrapped { get; } = [];

    public int Unwrapped { get; private set; }

    public ValueTask<string> GetActiveKeyIdAsync(CancellationToken cancellationToken) => inner.GetActiveKeyIdAsync(cancellationToken);

    public ValueTask<byte[]> WrapAsync(string keyId, ReadOnlyMemory<byte> dataKey, string boundTo, CancellationToken cancellationToken)
    {
        Wrapped.Add(Convert.ToHexString(dataKey.Span));
        return inner.WrapAsync(keyId, dataKey, boundTo, cancellationToken);
    }

    public ValueTask<byte[]> UnwrapAsync(string keyId, ReadOnlyMemory<byte> wrappedKey, string boundTo, CancellationToken cancellationToken)
    {
        Unwrapped++;
        return inner.UnwrapAsync(keyId, wrappedKey, boundTo, cancellationToken);
    }
}

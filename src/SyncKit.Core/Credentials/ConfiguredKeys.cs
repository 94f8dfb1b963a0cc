using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SyncKit.Credentials;

/// <summary>
/// Keys out of the configuration. A change takes effect with the next call; a change that makes no well-formed ring is reported, and the keys that were
/// there before stay.
/// </summary>
internal sealed partial class ConfiguredKeys(IOptionsMonitor<CredentialKeyOptions> monitor, ILogger<ConfiguredKeys> logger) : IKeyProvider
{
    private CredentialKeyOptions? source;
    private KeyRing? ring;
    private string reported = string.Empty;

    public ValueTask<string> GetActiveKeyIdAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Current().Active);

    public ValueTask<byte[]> WrapAsync(string keyId, ReadOnlyMemory<byte> dataKey, string boundTo, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Current().Wrap(keyId, dataKey.Span, boundTo) ?? throw Missing(keyId));

    public ValueTask<byte[]> UnwrapAsync(string keyId, ReadOnlyMemory<byte> wrappedKey, string boundTo, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Current().Unwrap(keyId, wrappedKey.Span, boundTo) ?? throw Missing(keyId));

    private static CredentialException Missing(string keyId) => new($"the key is not configured. Set Keys:{keyId}.");

    private KeyRing Current()
    {
        try
        {
            CredentialKeyOptions now = monitor.CurrentValue;
            if (!ReferenceEquals(now, Volatile.Read(ref source)))
            {
                // The ring first: who sees the source as taken over finds its ring.
                Volatile.Write(ref ring, KeyRing.Of(now));
                Volatile.Write(ref source, now);
                reported = string.Empty;
            }
        }
        catch (OptionsValidationException malformed) when (Volatile.Read(ref ring) is not null)
        {
            if (!string.Equals(reported, malformed.Message, StringComparison.Ordinal))
            {
                reported = malformed.Message;
                LogKept(malformed.Message);
            }
        }
        catch (OptionsValidationException malformed)
        {
            throw new CredentialException(malformed.Message, malformed);
        }

        return Volatile.Read(ref ring)!;
    }

    [LoggerMessage(901, LogLevel.Error, "The keys that encrypt credentials were changed and are not well-formed, so the ones from before stay: {Problem}")]
    private partial void LogKept(string problem);
}

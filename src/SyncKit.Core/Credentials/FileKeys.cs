using Microsoft.Extensions.Logging;

namespace SyncKit.Credentials;

/// <summary>
/// Keys out of a file. It is read again when what was read is ten seconds old, and at once when a key is asked for that is not there. The content is
/// compared and not the time of the file: under a mounted secret the link keeps its own. A file that is broken meanwhile is reported, and the keys that were
/// read before stay.
/// </summary>
internal sealed partial class FileKeys(string path, TimeProvider time, ILogger<FileKeys> logger) : IKeyProvider
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private KeyRing? ring;
    private long readAt;
    private bool warned;
    private string reported = string.Empty;

    public ValueTask<string> GetActiveKeyIdAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Current().Active);

    public ValueTask<byte[]> WrapAsync(string keyId, ReadOnlyMemory<byte> dataKey, string boundTo, CancellationToken cancellationToken) =>
        ValueTask.FromResult(With(keyId).Wrap(keyId, dataKey.Span, boundTo) ?? throw Missing(keyId));

    public ValueTask<byte[]> UnwrapAsync(string keyId, ReadOnlyMemory<byte> wrappedKey, string boundTo, CancellationToken cancellationToken) =>
        ValueTask.FromResult(With(keyId).Unwrap(keyId, wrappedKey.Span, boundTo) ?? throw Missing(keyId));

    private CredentialException Missing(string keyId) => new($"the key file '{path}' has no key of that id. Add keys.{keyId}.");

    /// <summary>Another host may have read a newer file and wrapped with its key.</summary>
    private KeyRing With(string keyId)
    {
        KeyRing now = Current();
        return now.Has(keyId) ? now : Refreshed();
    }

    private KeyRing Current()
    {
        lock (gate)
        {
            return ring is not null && time.GetElapsedTime(readAt) < Fresh ? ring : Refreshed();
        }
    }

    private KeyRing Refreshed()
    {
        lock (gate)
        {
            try
            {
                (KeyRing read, bool isOpenToAll) = KeyFile.Read(path);
                if (isOpenToAll && !warned)
                {
                    warned = true;
                    LogOpenToAll(path);
                }

                TakeOver(read);
            }
            catch (CredentialException broken) when (ring is not null)
            {
                Report(broken.Message);
            }

            readAt = time.GetTimestamp();
            return ring!;
        }
    }

    private void TakeOver(KeyRing read)
    {
        reported = string.Empty;
        if (ring is null || !ring.IsSameAs(read))
        {
            ring = read;
            LogRead(path, read.Active);
        }
    }

    private void Report(string problem)
    {
        if (!string.Equals(reported, problem, StringComparison.Ordinal))
        {
            reported = problem;
            LogKept(problem);
        }
    }

    [LoggerMessage(902, LogLevel.Information, "Read the keys that encrypt credentials from {Path}; the active one is {KeyId}.")]
    private partial void LogRead(string path, string keyId);

    [LoggerMessage(903, LogLevel.Error, "The file of the keys that encrypt credentials is broken, so the keys that were read before stay: {Problem}")]
    private partial void LogKept(string problem);

    [LoggerMessage(
        904, LogLevel.Warning, "Every user of the machine may read the key file {Path}: chmod 600 it, or set the mode of the mounted secret to 0400.")]
    private partial void LogOpenToAll(string path);
}

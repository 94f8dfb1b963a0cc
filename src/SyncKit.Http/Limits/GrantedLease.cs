using System.Threading.RateLimiting;

namespace SyncKit.Http;

/// <summary>A turn; gives the place in flight back when disposed, once.</summary>
internal sealed class GrantedLease(Action? release) : RateLimitLease
{
    private Action? _release = release;

    public override bool IsAcquired => true;

    public override IEnumerable<string> MetadataNames => [];

    public override bool TryGetMetadata(string metadataName, out object? metadata)
    {
        metadata = null;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        Interlocked.Exchange(ref _release, null)?.Invoke();
        base.Dispose(disposing);
    }
}

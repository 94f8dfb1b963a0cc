using System.Threading.RateLimiting;

namespace SyncKit.Http;

/// <summary>No turn, and after what time one is likely, where that is known.</summary>
internal sealed class RefusedLease(TimeSpan? wait) : RateLimitLease
{
    public override bool IsAcquired => false;

    public override IEnumerable<string> MetadataNames => wait is null ? [] : [MetadataName.RetryAfter.Name];

    public override bool TryGetMetadata(string metadataName, out object? metadata)
    {
        metadata = wait is not null && metadataName == MetadataName.RetryAfter.Name ? wait.Value : null;
        return metadata is not null;
    }
}

namespace SyncKit.Supabase.Delivery;

/// <summary>How much one request takes.</summary>
internal static class RequestLimits
{
    public const int Rows = 1000;

    public const int Bytes = 4_000_000;

    /// <summary>From here on a batch is closed, so that the next record does not push a request over <see cref="Bytes"/>.</summary>
    public const int EnoughBytes = 3_000_000;

    /// <summary>Characters of a path: proxies refuse paths of some kilobytes more.</summary>
    public const int Path = 6000;
}

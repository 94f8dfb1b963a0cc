using SyncKit.Connections;
using SyncKit.Runs;

namespace SyncKit.Orleans.Streams;

/// <summary>The key of a stream's grain: the tenant, a slash, and the run's target. A tenant has no slash in it.</summary>
internal static class StreamKey
{
    public static string Of(DueRun run) => $"{run.Tenant}/{run.Target}";

    public static DueRun Run(string key, Guid run)
    {
        int slash = key.IndexOf('/', StringComparison.Ordinal);
        return new DueRun(new TenantId(key[..slash]), run, key[(slash + 1)..]);
    }
}

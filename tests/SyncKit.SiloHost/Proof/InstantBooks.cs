using SyncKit.SiloHost.Hosting;

namespace SyncKit.SiloHost.Proof;

/// <summary>Books that take their time and remember nothing, for measuring what the engine costs without them.</summary>
internal sealed class InstantBooks(HostSettings settings) : IProofBooks
{
    public Task WriteAsync(string lane, string request, IReadOnlyList<string> records, long used) =>
        settings.Work == TimeSpan.Zero ? Task.CompletedTask : Task.Delay(settings.Work);

    public Task<IReadOnlyList<string>> FindAsync(string lane, string request) => throw new NotSupportedException("Every call is answered.");
}

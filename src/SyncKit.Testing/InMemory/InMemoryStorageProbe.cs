using SyncKit.Hosting;

namespace SyncKit.Testing.InMemory;

internal sealed class InMemoryStorageProbe(InMemoryStorage storage, TimeProvider time) : IStorageProbe
{
    public Task<DateTimeOffset> TouchAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (storage.Gate)
        {
            return Task.FromResult(time.GetUtcNow());
        }
    }
}

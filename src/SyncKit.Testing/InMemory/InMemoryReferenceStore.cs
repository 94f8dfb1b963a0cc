using SyncKit.Connections;
using SyncKit.Transforming;

namespace SyncKit.Testing.InMemory;

internal sealed class InMemoryReferenceStore(InMemoryStorage storage) : IReferenceStore
{
    public Task<IReadOnlyList<ResolvedReference>> FindAsync(
        ConnectionId lane,
        IReadOnlyCollection<Reference> references,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(references);
        lock (storage.Gate)
        {
            return Task.FromResult<IReadOnlyList<ResolvedReference>>(
            [
                .. references.Distinct()
                    .Select(reference => storage.References.GetValueOrDefault((lane, reference.Kind, reference.Key)))
                    .OfType<ResolvedReference>(),
            ]);
        }
    }

    public Task ForgetAsync(ConnectionId lane, IReadOnlyCollection<Reference> references, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(references);
        lock (storage.Gate)
        {
            foreach (Reference reference in references)
            {
                storage.References.Remove((lane, reference.Kind, reference.Key));
            }

            return Task.CompletedTask;
        }
    }
}

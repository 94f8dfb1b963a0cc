using SyncKit.Connections;

namespace SyncKit.Transforming;

/// <summary>Remembers what references are in a destination, so that each is looked up once. Written to by settling a lane.</summary>
public interface IReferenceStore
{
    /// <summary>Those of the references that are known.</summary>
    Task<IReadOnlyList<ResolvedReference>> FindAsync(
        ConnectionId lane,
        IReadOnlyCollection<Reference> references,
        CancellationToken cancellationToken);

    /// <summary>Forgets references that turned out to be gone, so that they are looked up anew.</summary>
    Task ForgetAsync(ConnectionId lane, IReadOnlyCollection<Reference> references, CancellationToken cancellationToken);
}

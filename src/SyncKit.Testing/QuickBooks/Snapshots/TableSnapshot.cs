namespace SyncKit.Testing.QuickBooks.Snapshots;

/// <summary>All entities of one kind.</summary>
/// <param name="Rows">What is there, oldest first.</param>
/// <param name="Deleted">What was deleted, in the order of deletion.</param>
internal sealed record TableSnapshot(IReadOnlyList<EntitySnapshot> Rows, IReadOnlyList<EntitySnapshot> Deleted);

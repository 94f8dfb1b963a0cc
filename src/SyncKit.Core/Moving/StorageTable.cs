namespace SyncKit.Moving;

/// <summary>A table that every storage has.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns, in the order in which a row has its values.</param>
/// <param name="Numbered">The column that the storage numbers by itself; <see langword="null"/> when there is none.</param>
public sealed record StorageTable(string Name, IReadOnlyList<StorageColumn> Columns, string? Numbered = null);

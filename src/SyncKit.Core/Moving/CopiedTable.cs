namespace SyncKit.Moving;

/// <summary>How many rows of a table were copied.</summary>
/// <param name="Name">The table.</param>
/// <param name="Rows">The number of rows; both storages have that many.</param>
public sealed record CopiedTable(string Name, long Rows);

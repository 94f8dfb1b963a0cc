namespace SyncKit.Moving;

/// <summary>A column of a storage's table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">What it holds.</param>
public sealed record StorageColumn(string Name, StorageValue Value);

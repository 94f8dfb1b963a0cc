namespace SyncKit.Commerce;

/// <summary>What a plug-in attached to a record: any JSON value under a key.</summary>
/// <param name="Key">The key.</param>
/// <param name="Json">The value as the shop sent it, in UTF-8.</param>
public readonly record struct MetaEntry(string Key, ReadOnlyMemory<byte> Json);

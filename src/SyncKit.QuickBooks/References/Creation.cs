using SyncKit.Transforming;

namespace SyncKit.QuickBooks.References;

/// <summary>A list entry that is about to be made.</summary>
/// <param name="Reference">What it is for.</param>
/// <param name="Name">Its name.</param>
/// <param name="Json">Its content, one JSON object in UTF-8.</param>
internal sealed record Creation(Reference Reference, string Name, ReadOnlyMemory<byte> Json);

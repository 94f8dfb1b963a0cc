namespace SyncKit.Discovery;

/// <summary>A page of a stream, in ascending order of modification.</summary>
/// <param name="Records">The records; may be empty.</param>
/// <param name="Cursor">The mark from which a later run may go on: all up to it was yielded. <see langword="null"/> leaves the cursor where it is.</param>
public sealed record SourcePage(IReadOnlyList<SourceRecord> Records, string? Cursor);

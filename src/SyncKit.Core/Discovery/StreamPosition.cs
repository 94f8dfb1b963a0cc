namespace SyncKit.Discovery;

/// <summary>How far a stream was read.</summary>
/// <param name="Cursor">The source's own mark; opaque to everyone else.</param>
/// <param name="ReadAt">When the page that ended there was committed.</param>
public sealed record StreamPosition(string Cursor, DateTimeOffset ReadAt);

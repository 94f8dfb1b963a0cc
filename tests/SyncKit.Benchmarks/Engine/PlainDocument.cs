namespace SyncKit.Benchmarks.Engine;

/// <param name="Json">The document's bytes.</param>
internal sealed record PlainDocument(byte[] Json);

namespace SyncKit.Hosting;

/// <summary>Which storage a host uses; exactly one is registered.</summary>
/// <param name="Name">The storage's name, for example <c>SQLite</c>.</param>
public sealed record StorageChoice(string Name);

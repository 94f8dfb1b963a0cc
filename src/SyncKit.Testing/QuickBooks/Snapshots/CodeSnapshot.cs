namespace SyncKit.Testing.QuickBooks.Snapshots;

/// <summary>An authorization code not yet traded.</summary>
internal sealed record CodeSnapshot(string Code, string RealmId, string Redirect, DateTimeOffset Expires);

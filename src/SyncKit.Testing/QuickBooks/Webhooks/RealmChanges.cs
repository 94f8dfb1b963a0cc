using SyncKit.Testing.QuickBooks.Books;

namespace SyncKit.Testing.QuickBooks.Webhooks;

/// <summary>The changes of one company.</summary>
internal sealed record RealmChanges(string RealmId, IReadOnlyList<EntityChange> Changes);

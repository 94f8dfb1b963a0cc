namespace SyncKit.Testing.QuickBooks.Query;

internal sealed record QueryOrder(string Property, bool Descending);

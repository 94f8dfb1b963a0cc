using SyncKit.Delivery;

namespace SyncKit.QuickBooks.Changes;

/// <summary>One changed transaction and when it changed.</summary>
internal readonly record struct ChangedRow(BookedDocument Document, DateTimeOffset ChangedAt);

using SyncKit.QuickBooks.Posting;

namespace SyncKit.QuickBooks.Tests.Posting;

/// <summary>What the shop says of an order.</summary>
internal sealed record WooOrder(IReadOnlyList<PostingLine> Lines, IReadOnlyDictionary<string, decimal> TaxByRate, decimal TotalTax, decimal Total);

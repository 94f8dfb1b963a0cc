using SyncKit.Commerce;

namespace SyncKit.QuickBooks.Documents;

/// <summary>What one refund gives back.</summary>
/// <param name="Refund">The refund.</param>
/// <param name="Lines">Its lines, with positive amounts.</param>
/// <param name="Tax">The tax within <see cref="Refund.Amount"/>.</param>
internal sealed record RefundShare(Refund Refund, IReadOnlyList<ShopLine> Lines, decimal Tax);

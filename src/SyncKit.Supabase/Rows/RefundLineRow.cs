using SyncKit.Commerce;

namespace SyncKit.Supabase.Rows;

/// <summary>The row of one refunded line.</summary>
/// <param name="Parent">The order.</param>
/// <param name="Refund">The refund.</param>
/// <param name="Id">The line's id, unique among the order's refunded lines.</param>
/// <param name="Line">The line.</param>
/// <param name="IsCharge">Whether shipping or a fee was refunded, not goods.</param>
internal readonly record struct RefundLineRow(OrderRow Parent, Refund Refund, string Id, RefundLine Line, bool IsCharge);

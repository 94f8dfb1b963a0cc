using SyncKit.Commerce;

namespace SyncKit.Supabase.Rows;

/// <summary>The row of a refund.</summary>
/// <param name="Parent">The order.</param>
/// <param name="Refund">The refund.</param>
internal readonly record struct RefundRow(OrderRow Parent, Refund Refund);

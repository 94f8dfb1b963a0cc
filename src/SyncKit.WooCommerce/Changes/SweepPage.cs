using SyncKit.WooCommerce.Api;

namespace SyncKit.WooCommerce.Changes;

/// <summary>What one request of a sweep brought that was not there before.</summary>
internal sealed record SweepPage<THead>(IReadOnlyList<THead> Heads, StoreClock Clock);

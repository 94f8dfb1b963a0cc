using SyncKit.Commerce;
using SyncKit.Faults;

namespace SyncKit.QuickBooks.Tests.PostedOrders;

/// <summary>What became of an order.</summary>
internal sealed record PostedOrder(Order Order, string? SkipRule, Failure? Refusal, IReadOnlyList<PostedDocument> Documents);

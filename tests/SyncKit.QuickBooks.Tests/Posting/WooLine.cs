namespace SyncKit.QuickBooks.Tests.Posting;

/// <summary>A line as the merchant set it up: price and coupon in the shop's own terms, with or without tax.</summary>
internal sealed record WooLine(string Name, decimal Quantity, decimal Price, decimal Off, int Code);

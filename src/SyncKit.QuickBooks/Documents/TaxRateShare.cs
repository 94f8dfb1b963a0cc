namespace SyncKit.QuickBooks.Documents;

/// <summary>One rate of a tax code that is kept by hand.</summary>
/// <param name="RateId">QuickBooks' id of the rate.</param>
/// <param name="Percent">The rate.</param>
internal readonly record struct TaxRateShare(string RateId, decimal Percent);

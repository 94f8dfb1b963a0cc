namespace SyncKit.QuickBooks.Posting;

/// <summary>The tax of one rate.</summary>
/// <param name="RateId">QuickBooks' id of the rate.</param>
/// <param name="Percent">The rate in percent.</param>
/// <param name="Taxable">The net amount that it is charged on.</param>
/// <param name="Amount">The tax.</param>
public sealed record SolvedTax(string RateId, decimal Percent, decimal Taxable, decimal Amount);

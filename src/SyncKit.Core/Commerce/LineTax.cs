namespace SyncKit.Commerce;

/// <summary>The tax of one rate on one line.</summary>
/// <param name="RateId">The shop's id of the rate.</param>
/// <param name="Amount">The tax on the line's total.</param>
public readonly record struct LineTax(string RateId, decimal Amount);

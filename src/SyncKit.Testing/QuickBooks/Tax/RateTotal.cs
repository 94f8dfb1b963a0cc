namespace SyncKit.Testing.QuickBooks.Tax;

/// <summary>What a document owes under one rate.</summary>
/// <param name="Rate">The rate.</param>
/// <param name="Net">What the rate was taken on.</param>
/// <param name="Amount">The tax.</param>
internal sealed record RateTotal(AppliedRate Rate, decimal Net, decimal Amount);

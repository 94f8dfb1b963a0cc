namespace SyncKit.Testing.QuickBooks.Ledger;

/// <summary>One posting in the home currency.</summary>
/// <param name="Account">The account's id.</param>
/// <param name="Debit">What is debited; credited when negative.</param>
/// <param name="Customer">The id of the customer who owes it, on the receivable account.</param>
/// <param name="Rate">The id of the tax rate it is owed under, on the tax account.</param>
internal sealed record JournalLine(string Account, decimal Debit, string? Customer = null, string? Rate = null);

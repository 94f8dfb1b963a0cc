namespace SyncKit.QuickBooks.Posting;

/// <summary>A tax code of the company.</summary>
/// <param name="Id">QuickBooks' id, or <c>TAX</c> where lines are only taxed or not.</param>
/// <param name="Rates">The rates behind it, none for a code that charges nothing.</param>
public sealed record PostingTaxCode(string Id, IReadOnlyList<PostingTaxRate> Rates);

namespace SyncKit.Testing.QuickBooks.Documents;

/// <summary>What an item line adds to a sales form.</summary>
/// <param name="Amount">The net amount.</param>
/// <param name="TaxCode">The line's tax code: TAX or NON in the US, an id elsewhere.</param>
/// <param name="IsShipping">Whether it is the form's shipping field rather than an item.</param>
internal sealed record SalesLine(decimal Amount, string? TaxCode, bool IsShipping)
{
    public bool IsTaxed => TaxCode == "TAX";
}

namespace SyncKit.Testing.QuickBooks.Snapshots;

/// <summary>All companies and who may call them, between two runs.</summary>
/// <param name="Format">The format of the file.</param>
/// <param name="Seed">Where chance goes on from.</param>
/// <param name="Authority">Consents and tokens.</param>
/// <param name="Companies">The companies, oldest first.</param>
internal sealed record QuickBooksSnapshot(string Format, int Seed, AuthoritySnapshot Authority, IReadOnlyList<CompanySnapshot> Companies)
{
    public const string CurrentFormat = "SyncKit QuickBooks simulator 1";
}

namespace SyncKit.Testing.QuickBooks.Snapshots;

/// <summary>Consents and tokens.</summary>
/// <param name="Minted">How much token material was used up; it never comes again.</param>
/// <param name="Grants">The consents; a company's current one after its earlier ones.</param>
/// <param name="Codes">Authorization codes not yet traded.</param>
internal sealed record AuthoritySnapshot(long Minted, IReadOnlyList<GrantSnapshot> Grants, IReadOnlyList<CodeSnapshot> Codes);

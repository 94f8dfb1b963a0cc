namespace SyncKit.Testing.QuickBooks.Tax;

/// <summary>A rate as a tax code applies it.</summary>
/// <param name="Id">The rate's id.</param>
/// <param name="Percent">The rate in percent.</param>
/// <param name="Compound">Whether it is taken on the amount plus the code's simple taxes.</param>
internal sealed record AppliedRate(string Id, decimal Percent, bool Compound);

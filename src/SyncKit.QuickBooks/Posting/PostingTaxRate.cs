namespace SyncKit.QuickBooks.Posting;

/// <summary>One rate of a tax code.</summary>
/// <param name="Id">QuickBooks' id of the rate.</param>
/// <param name="Percent">The rate in percent.</param>
/// <param name="IsCompound">Whether it is charged on the net amount together with the tax of the rates before it.</param>
public sealed record PostingTaxRate(string Id, decimal Percent, bool IsCompound = false);

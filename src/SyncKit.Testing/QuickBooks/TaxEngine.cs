namespace SyncKit.Testing.QuickBooks;

/// <summary>Which sales tax engine a company runs.</summary>
public enum TaxEngine
{
    /// <summary>Sales tax is off: tax details in requests are ignored and not stored.</summary>
    None,

    /// <summary>One tax code per document, computed per rate on the summed taxable net; outside the US one numeric code per line.</summary>
    Manual,

    /// <summary>Automated sales tax (US): the company's combined rate on lines coded TAX, after discount.</summary>
    Automated,
}

namespace SyncKit.QuickBooks.Documents;

/// <summary>How a company reckons its sales tax.</summary>
internal enum TaxEngine
{
    /// <summary>It does not: tax that is sent is dropped.</summary>
    None,

    /// <summary>By rates that are kept by hand.</summary>
    Manual,

    /// <summary>By Intuit's automated sales tax.</summary>
    Automated,
}

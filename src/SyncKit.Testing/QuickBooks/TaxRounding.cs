namespace SyncKit.Testing.QuickBooks;

/// <summary>Where a company's tax engine rounds to cents.</summary>
public enum TaxRounding
{
    /// <summary>Once per rate, on the summed taxable net of the document.</summary>
    PerSubtotal,

    /// <summary>On every line, before the lines are added up.</summary>
    PerLine,
}

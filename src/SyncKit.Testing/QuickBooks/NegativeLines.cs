namespace SyncKit.Testing.QuickBooks;

/// <summary>What happens to a sales line with a negative amount.</summary>
public enum NegativeLines
{
    /// <summary>It is accepted as long as the document's total is not below zero.</summary>
    AcceptedWhenTotalIsNotNegative,

    /// <summary>It is refused with fault 2290.</summary>
    Refused,
}

namespace SyncKit.QuickBooks.Faults;

/// <summary>One entry of a fault.</summary>
/// <param name="Code">The code; 0 when there is none.</param>
/// <param name="Message">QuickBooks' short text.</param>
/// <param name="Detail">QuickBooks' long text; may hold secrets.</param>
/// <param name="Element">The field; empty when not said.</param>
internal sealed record VendorFault(int Code, string Message, string Detail, string Element);

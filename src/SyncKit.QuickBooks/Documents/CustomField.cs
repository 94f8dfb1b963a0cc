namespace SyncKit.QuickBooks.Documents;

/// <summary>The value of one of a company's custom fields of sales forms.</summary>
/// <param name="Number">The field's number, 1 to 3.</param>
/// <param name="Name">What the company calls it.</param>
/// <param name="Value">The value.</param>
internal sealed record CustomField(string Number, string Name, string Value);

namespace SyncKit.Testing.QuickBooks;

/// <summary>A transaction as it stands in the books of a <see cref="SimulatedCompany"/>.</summary>
/// <param name="Id">The id in the company.</param>
/// <param name="SyncToken">The version, counted up with every change.</param>
/// <param name="Entity">The entity's name, for example <c>SalesReceipt</c>.</param>
/// <param name="DocNumber">The document number; absent when it has none.</param>
/// <param name="TxnDate">The transaction date.</param>
/// <param name="CustomerName">The customer's display name when the document was written; absent without a customer.</param>
/// <param name="Currency">The currency as ISO 4217.</param>
/// <param name="TotalAmt">The total in <paramref name="Currency"/>, tax included.</param>
/// <param name="TotalTax">The tax in <paramref name="Currency"/>; zero when none is stored.</param>
/// <param name="PrivateNote">The private note; absent when there is none.</param>
/// <param name="Voided">Whether the document is void.</param>
/// <param name="Deposited">Whether a deposit holds the document, which freezes it.</param>
/// <param name="Json">The whole entity as the API returns it.</param>
public sealed record BookedDocument(
    string Id,
    string SyncToken,
    string Entity,
    string? DocNumber,
    DateOnly TxnDate,
    string? CustomerName,
    string Currency,
    decimal TotalAmt,
    decimal TotalTax,
    string? PrivateNote,
    bool Voided,
    bool Deposited,
    string Json);

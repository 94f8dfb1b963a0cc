using SyncKit.Testing.QuickBooks.Books;

namespace SyncKit.Testing.QuickBooks.Snapshots;

/// <summary>What one company keeps.</summary>
/// <param name="Settings">What kind of company it is.</param>
/// <param name="Currencies">The currencies in use.</param>
/// <param name="UndepositedFundsId">The account that holds receipts until they are deposited.</param>
/// <param name="DiscountAccountId">Where discounts are posted.</param>
/// <param name="ShippingAccountId">Where the shipping field is posted.</param>
/// <param name="AutomatedTaxCodeId">The tax code of the automated engine.</param>
/// <param name="Sequences">The last id or number of each sequence.</param>
/// <param name="Tables">The entities by the name of their kind.</param>
/// <param name="WrongEnvironment">Whether the app calls with the keys of another environment.</param>
/// <param name="Changes">The changes that no webhook has told of yet.</param>
internal sealed record BooksSnapshot(
    CompanyOptions Settings,
    IReadOnlyList<string> Currencies,
    string UndepositedFundsId,
    string DiscountAccountId,
    string ShippingAccountId,
    string? AutomatedTaxCodeId,
    IReadOnlyDictionary<string, long> Sequences,
    IReadOnlyDictionary<string, TableSnapshot> Tables,
    bool WrongEnvironment = false,
    IReadOnlyList<EntityChange>? Changes = null);

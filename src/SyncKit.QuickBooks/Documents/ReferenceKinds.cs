namespace SyncKit.QuickBooks.Documents;

/// <summary>The kinds of references that documents name, and what is told of them.</summary>
internal static class ReferenceKinds
{
    public const string Company = "company";
    public const string Customer = "customer";
    public const string Item = "item";
    public const string Account = "account";
    public const string TaxCode = "taxcode";
    public const string PaymentMethod = "paymentmethod";
    public const string Term = "term";
    public const string Class = "class";
    public const string Department = "department";

    /// <summary>The key of the account that QuickBooks puts payments into by itself.</summary>
    public const string UndepositedFunds = "@undeposited-funds";

    /// <summary>The id of a payment method that the company does not have.</summary>
    public const string None = "-";
}

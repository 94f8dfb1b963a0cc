namespace SyncKit.Supabase.Transforming;

/// <summary>The kinds of documents in the ledger.</summary>
internal static class DocumentKinds
{
    public const string Order = "Order";
    public const string Customer = "Customer";
    public const string Product = "Product";

    /// <summary>The key of a record's only document.</summary>
    public const string Key = "row";
}

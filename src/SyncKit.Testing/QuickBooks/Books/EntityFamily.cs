namespace SyncKit.Testing.QuickBooks.Books;

internal enum EntityFamily
{
    /// <summary>Customers, vendors and employees: one sequence of ids, one set of display names.</summary>
    Name,
    List,
    Transaction,

    /// <summary>What the API can read only.</summary>
    ReadOnly,
}

using System.Collections.Frozen;

namespace SyncKit.QuickBooks.Faults;

/// <summary>
/// The codes of dead letters whose cause a bookkeeper removes in QuickBooks without touching the order, so that trying again from time to time finds it gone.
/// </summary>
internal static class CurableCodes
{
    public static FrozenSet<string> All { get; } = new[]
    {
        "quickbooks.books-closed",
        "quickbooks.deposited",
        "quickbooks.reference-gone",
        "quickbooks.item-missing",
        "quickbooks.customer-missing",
        "quickbooks.bank-matched",
        "quickbooks.open-balance",
        "quickbooks.unbilled",
        "quickbooks.has-dependents",
        "quickbooks.cannot-link",
        "quickbooks.number-taken",
        "quickbooks.name-taken",
        "quickbooks.inventory-start",
        "quickbooks.account-type",
        "quickbooks.discount",
    }.ToFrozenSet(StringComparer.Ordinal);
}

using SyncKit.Testing.QuickBooks.Books;
using SyncKit.Testing.QuickBooks.Schema;
using SyncKit.Testing.QuickBooks.Wire;

namespace SyncKit.Testing.QuickBooks.Query;

/// <summary>Which properties of which entity may stand in a condition or an order.</summary>
internal static class Queryable
{
    private static readonly HashSet<string> OfAll = new(StringComparer.OrdinalIgnoreCase) { "Id", "MetaData.CreateTime", "MetaData.LastUpdatedTime" };

    private static readonly HashSet<string> OfLists = new(StringComparer.OrdinalIgnoreCase)
    {
        "Active", "Name", "FullyQualifiedName", "DisplayName", "GivenName", "MiddleName", "FamilyName", "Title", "Suffix", "CompanyName", "PrintOnCheckName",
        "PrimaryEmailAddr", "PrimaryPhone", "Balance", "Taxable", "Job", "ParentRef", "Sku", "Type", "UnitPrice", "AccountType", "AccountSubType",
        "Classification", "AcctNum", "CurrentBalance", "SubAccount", "SubItem", "RateValue", "DueDays",
    };

    private static readonly HashSet<string> OfTransactions = new(StringComparer.OrdinalIgnoreCase)
    {
        "DocNumber", "TxnDate", "DueDate", "CustomerRef", "SalesTermRef", "TotalAmt", "Balance", "PaymentRefNum", "DepositToAccountRef", "CurrencyRef", "PaymentType",
    };

    /// <summary>The member a path ends at.</summary>
    /// <exception cref="RefusalException">The entity has no such property, or it is not queryable.</exception>
    public static Member Get(EntityKind kind, string path)
    {
        Shape shape = Shapes.Get(kind.Name);
        Member? member = null;
        foreach (string step in path.Split('.'))
        {
            member = shape.FindAnyCase(step) ?? throw Refuse.QueryValidation($"Property {path} not found for Entity {kind.Name}");
            shape = Shapes.Get(member.Shape ?? "Any");
        }

        return IsQueryable(kind, path) ? member! : throw Refuse.QueryValidation($"property '{path}' is not queryable");
    }

    private static bool IsQueryable(EntityKind kind, string path) =>
        OfAll.Contains(path)
        || (kind.Family == EntityFamily.Transaction
            ? OfTransactions.Contains(path) && !(kind == EntityKind.Payment && path.Equals("DocNumber", StringComparison.OrdinalIgnoreCase))
            : OfLists.Contains(path));
}

using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Books;
using SyncKit.Testing.QuickBooks.Wire;

namespace SyncKit.Testing.QuickBooks.Ledger;

/// <summary>Adds up the journal of all documents.</summary>
internal static class TrialBalance
{
    public const string ExchangeDifference = "Exchange Gain or Loss";

    public static CompanyBalances Of(CompanyBooks books)
    {
        Journal journal = new(books);
        Dictionary<string, decimal> accounts = new(StringComparer.Ordinal);
        Dictionary<string, decimal> customers = new(StringComparer.Ordinal);
        Dictionary<string, decimal> rates = new(StringComparer.Ordinal);
        foreach (StoredEntity row in EntityKind.All.Where(kind => kind.Family == EntityFamily.Transaction).SelectMany(kind => books[kind].Rows))
        {
            foreach (JournalLine line in journal.Lines(row.Kind, row.Read()))
            {
                Add(accounts, line.Account, line.Debit);
                Add(customers, line.Customer, line.Debit);
                Add(rates, line.Rate, -line.Debit);
            }
        }

        Dictionary<string, JsonObject> known = books[EntityKind.Account].Rows.ToDictionary(row => row.Id, row => row.Read(), StringComparer.Ordinal);
        return new CompanyBalances(
            [.. accounts.Where(sum => sum.Value != 0).Select(sum => Account(known.GetValueOrDefault(sum.Key), sum.Value))],
            Named(customers, id => books.Find(EntityKind.Customer, id)?.Read().Text("DisplayName")),
            Named(rates, id => books.Find(EntityKind.TaxRate, id)?.Read().Text("Name")),
            Named(rates, id => Agency(books, id)),
            known[books.UndepositedFundsId].Text("FullyQualifiedName")!,
            known[books.DiscountAccountId].Text("FullyQualifiedName")!);
    }

    private static void Add(Dictionary<string, decimal> sums, string? key, decimal amount)
    {
        if (key is not null)
        {
            sums[key] = sums.GetValueOrDefault(key) + amount;
        }
    }

    private static AccountBalance Account(JsonObject? account, decimal debit)
    {
        string classification = account.Text("Classification") ?? "Expense";
        return new AccountBalance(
            account.Text("FullyQualifiedName") ?? ExchangeDifference,
            account.Text("AccountType") ?? "Other Expense",
            classification is "Asset" or "Expense" ? debit : -debit);
    }

    private static string? Agency(CompanyBooks books, string rateId) =>
        books.Find(EntityKind.TaxRate, rateId)?.Read().Reference("AgencyRef") is { } agency
            ? books.Find(EntityKind.TaxAgency, agency)?.Read().Text("DisplayName")
            : null;

    private static Dictionary<string, decimal> Named(Dictionary<string, decimal> sums, Func<string, string?> name) =>
        sums.GroupBy(sum => name(sum.Key) ?? sum.Key, sum => sum.Value, StringComparer.Ordinal)
            .Select(group => (Name: group.Key, Sum: group.Sum()))
            .Where(sum => sum.Sum != 0)
            .ToDictionary(sum => sum.Name, sum => sum.Sum, StringComparer.Ordinal);
}
